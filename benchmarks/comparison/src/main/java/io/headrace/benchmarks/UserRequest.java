// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What is asked of a user's own server, as often as it can answer. Headers are written NAME: VALUE. */
record UserRequest(int port, String path, boolean https, List<String> headers) {
    private static final String AGENT = "User-Agent: headrace-load";

    URI uri() {
        return URI.create("%s://localhost:%d%s".formatted(https ? "https" : "http", port, path));
    }

    /** With those that the user did not write. */
    List<String> allHeaders() {
        return has("user-agent") ? headers : concat(headers, AGENT);
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        if (!has("host")) {
            text.append("Host: localhost:").append(port).append("\r\n");
        }
        allHeaders().forEach(header -> text.append(header).append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    static String nameOf(String header) {
        return header.substring(0, header.indexOf(':')).strip();
    }

    private boolean has(String name) {
        return headers.stream()
                .anyMatch(header -> nameOf(header).toLowerCase(Locale.ROOT).equals(name));
    }

    private static List<String> concat(List<String> some, String more) {
        return java.util.stream.Stream.concat(some.stream(), java.util.stream.Stream.of(more))
                .toList();
    }
}
