// SPDX-License-Identifier: Apache-2.0
import io.helidon.webserver.WebServer;

/** Helidon, on virtual threads: Main PORT. */
public class Main {
    public static void main(String[] args) {
        WebServer.builder()
                .port(Integer.parseInt(args[0]))
                .routing(routing -> routing.get("/", (request, response) -> response.send("Hello, world!\n")))
                .build()
                .start();
    }
}
