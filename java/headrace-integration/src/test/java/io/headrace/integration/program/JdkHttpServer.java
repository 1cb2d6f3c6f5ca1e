// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP server of the JDK: a selector that gives a connection with a request to a thread, which reads and writes in
 * blocking mode and gives it back. Paths as of {@link NettyHttpServer}.
 */
public final class JdkHttpServer {

    public static final int THREADS = 4;

    private JdkHttpServer() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Parent.describeProvider();
        Parent.say("descriptors", Descriptors.open());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/body", guarded(JdkHttpServer::body));
        server.createContext("/echo", guarded(JdkHttpServer::echo));
        server.createContext("/verify", guarded(JdkHttpServer::verify));
        server.createContext(
                "/descriptors",
                guarded(exchange -> answer(exchange, Descriptors.open().toString())));
        server.start();
        Parent.say("port", server.getAddress().getPort());
        System.in.transferTo(System.err);
        server.stop(0);
        threads.shutdown();
        Parent.say("descriptors", Descriptors.open());
    }

    private static void body(HttpExchange exchange) throws IOException {
        Body body = requestedBody(exchange);
        boolean chunked = number(exchange, "chunked") != 0;
        exchange.sendResponseHeaders(200, chunked ? 0 : lengthOrNone(body.size()));
        try (OutputStream out = exchange.getResponseBody()) {
            body.transferTo(out);
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        exchange.sendResponseHeaders(200, length == null ? 0 : lengthOrNone(Long.parseLong(length)));
        try (OutputStream out = exchange.getResponseBody()) {
            exchange.getRequestBody().transferTo(out);
        }
    }

    private static void verify(HttpExchange exchange) throws IOException {
        String answer = "equal";
        try {
            requestedBody(exchange).requireEqual(exchange.getRequestBody());
        } catch (Body.Difference e) {
            answer = e.getMessage();
        }
        answer(exchange, answer);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes();
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** What this server takes for a length: 0 would mean chunks. */
    private static long lengthOrNone(long length) {
        return length == 0 ? -1 : length;
    }

    private static Body requestedBody(HttpExchange exchange) {
        return new Body(number(exchange, "seed"), number(exchange, "size"));
    }

    private static long number(HttpExchange exchange, String name) {
        Map<String, String> values = new HashMap<>();
        for (String pair : exchange.getRequestURI().getQuery().split("&")) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return Long.parseLong(values.getOrDefault(name, "0"));
    }

    private static HttpHandler guarded(HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                exchange.getResponseHeaders()
                        .set("X-Connection", exchange.getRemoteAddress().toString());
                handler.handle(exchange);
            } catch (RuntimeException e) {
                Parent.fail(e);
            }
        };
    }
}
