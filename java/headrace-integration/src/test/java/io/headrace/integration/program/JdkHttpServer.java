// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP server of the JDK: a selector that gives a connection with a request to a thread, which reads and writes in
 * blocking mode and gives it back.
 */
public final class JdkHttpServer {

    private static final int THREADS = 4;

    private JdkHttpServer() {}

    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Parent.describeProvider();
        Parent.say("descriptors", Descriptors.open());
        ExecutorService threads =
                RequestThreads.areVirtual() ? RequestThreads.virtual() : Executors.newFixedThreadPool(THREADS);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", JdkHttpServer::handle);
        server.start();
        Parent.say("port", server.getAddress().getPort());
        System.in.transferTo(System.err);
        server.stop(0);
        threads.shutdown();
        Parent.say("descriptors", Descriptors.open());
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders()
                    .set("X-Connection", exchange.getRemoteAddress().toString());
            String path = exchange.getRequestURI().getPath();
            if (!BlockingRoutes.answer(path, new JdkExchange(exchange))) {
                file(exchange, SharedFile.path());
            }
        } catch (RuntimeException e) {
            Parent.fail(e);
        }
    }

    private static void file(HttpExchange exchange, Path file) throws IOException {
        exchange.sendResponseHeaders(200, Files.size(file));
        Files.copy(file, exchange.getResponseBody());
    }

    private record JdkExchange(HttpExchange exchange) implements BlockingRoutes.Exchange {
        @Override
        public String query() {
            return exchange.getRequestURI().getQuery();
        }

        @Override
        public long requestLength() {
            String length = exchange.getRequestHeaders().getFirst("Content-Length");
            return length == null ? 0 : Long.parseLong(length);
        }

        @Override
        public InputStream request() {
            return exchange.getRequestBody();
        }

        /** To this server a length of 0 means chunks, and -1 means none. */
        @Override
        public OutputStream response(long length) throws IOException {
            exchange.sendResponseHeaders(200, length < 0 ? 0 : length == 0 ? -1 : length);
            return exchange.getResponseBody();
        }
    }
}
