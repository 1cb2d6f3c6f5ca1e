// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.Body;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server program, ready for connections. */
final class HttpServer implements AutoCloseable {

    private final ChildJvm program;
    private final Map<String, Integer> mayKeep;
    private final int port;
    private boolean attached;

    private HttpServer(ChildJvm program, Map<String, Integer> mayKeep, int port) {
        this.program = program;
        this.mayKeep = mayKeep;
        this.port = port;
    }

    static HttpServer start(Cell cell, Class<?> main) throws IOException, InterruptedException {
        return started(cell, ChildJvm.start(cell, main));
    }

    /** As {@link #start}, from its jar. */
    static HttpServer startFromJar(Cell cell, Class<?> main, List<String> prefix, List<String> options)
            throws IOException, InterruptedException {
        return started(cell, ChildJvm.startFromJar(cell, main, prefix, options));
    }

    private static HttpServer started(Cell cell, ChildJvm program) throws IOException, InterruptedException {
        try {
            Map<String, Integer> mayKeep = descriptors(program.answer("descriptors"));
            cell.keptDescriptors().forEach((kind, n) -> mayKeep.merge(kind, n, Integer::sum));
            return new HttpServer(program, mayKeep, Integer.parseInt(program.answer("port")));
        } catch (Throwable e) {
            program.close();
            throw e;
        }
    }

    /** For jcmd, for which the JVM opens a socket that it keeps; the number of the process. */
    long attach() {
        attached = true;
        return program.pid();
    }

    int port() {
        return port;
    }

    Connection connect() throws IOException {
        return new Connection(port);
    }

    /** Asks on a connection of its own for a body that is large enough to need several writes. */
    void requireRight() throws IOException {
        try (Connection connection = connect()) {
            connection.require(new Body(port, 200_000));
        }
    }

    Map<String, Integer> descriptors() throws IOException {
        try (Connection connection = connect()) {
            connection.send(Connection.get("/descriptors"));
            return descriptors(new String(connection.receive().body().readAllBytes()));
        }
    }

    /** Stops the server, and requires that it ran without a complaint and closed all that it opened. */
    void finish() throws IOException, InterruptedException {
        program.endInput();
        Map<String, Integer> after = descriptors(program.answer("descriptors"));
        program.requireCleanEnd();
        if (attached) {
            mayKeep.merge("socket", 1, Integer::sum);
        }
        assertThat(after)
                .allSatisfy((kind, n) -> assertThat(n).as(kind).isLessThanOrEqualTo(mayKeep.getOrDefault(kind, 0)));
    }

    AssertionError failure(Throwable cause) {
        return program.failure(String.valueOf(cause), cause);
    }

    @Override
    public void close() {
        program.close();
    }

    /** Reads {@code {pipe=3, socket=1}}. */
    private static Map<String, Integer> descriptors(String text) {
        Map<String, Integer> kinds = new HashMap<>();
        Matcher entries = Pattern.compile("([^{}, ]+)=(\\d+)").matcher(text);
        while (entries.find()) {
            kinds.put(entries.group(1), Integer.valueOf(entries.group(2)));
        }
        return kinds;
    }
}
