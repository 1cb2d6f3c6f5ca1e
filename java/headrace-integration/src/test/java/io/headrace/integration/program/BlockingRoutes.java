// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/** What the servers with blocking handlers answer, each by its interface. The paths are {@link NettyHttpServer}'s. */
final class BlockingRoutes {
    /** One request of a server, and its response. */
    interface Exchange {
        /** Of the request's target, without the path; may be null. */
        String query();

        long requestLength();

        InputStream request() throws IOException;

        /** Begins the response, whose stream the caller closes; a negative length means chunks. */
        OutputStream response(long length) throws IOException;
    }

    private interface Route {
        void answer(Exchange exchange) throws IOException;
    }

    private static final Map<String, Route> ROUTES = Map.of(
            "/body", BlockingRoutes::body,
            "/echo", BlockingRoutes::echo,
            "/verify", BlockingRoutes::verify,
            "/descriptors", exchange -> answer(exchange, Descriptors.open().toString()));

    private BlockingRoutes() {}

    /** False where the path is none of these. */
    static boolean answer(String path, Exchange exchange) throws IOException {
        Route route = ROUTES.get(path);
        if (route != null) {
            route.answer(exchange);
        }
        return route != null;
    }

    private static void body(Exchange exchange) throws IOException {
        Body body = requestedBody(exchange);
        try (OutputStream out = exchange.response(number(exchange, "chunked") != 0 ? -1 : body.size())) {
            body.transferTo(out);
        }
    }

    /** Tomcat closes the request once the response has all its bytes: no read past its end. */
    private static void echo(Exchange exchange) throws IOException {
        byte[] chunk = new byte[1 << 13];
        long left = exchange.requestLength();
        try (OutputStream out = exchange.response(left)) {
            InputStream in = exchange.request();
            for (int n; left > 0 && (n = in.read(chunk)) > 0; left -= n) {
                out.write(chunk, 0, n);
            }
        }
    }

    private static void verify(Exchange exchange) throws IOException {
        String answer = "equal";
        try {
            requestedBody(exchange).requireEqual(exchange.request());
        } catch (Body.Difference e) {
            answer = e.getMessage();
        }
        answer(exchange, answer);
    }

    private static void answer(Exchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes();
        try (OutputStream out = exchange.response(bytes.length)) {
            out.write(bytes);
        }
    }

    private static Body requestedBody(Exchange exchange) {
        return new Body(number(exchange, "seed"), number(exchange, "size"));
    }

    private static long number(Exchange exchange, String name) {
        Map<String, String> values = new HashMap<>();
        for (String pair : exchange.query().split("&")) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return Long.parseLong(values.getOrDefault(name, "0"));
    }
}
