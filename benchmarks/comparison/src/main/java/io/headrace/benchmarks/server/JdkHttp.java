// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.Executor;

/** The JDK's own HTTP server. One thread selects; it also reads and answers, or virtual threads do. */
final class JdkHttp {
    private static final String PROPERTIES = "sun.net.httpserver.";

    private JdkHttp() {}

    static Started start(Arguments arguments) throws IOException {
        return start(arguments, null);
    }

    static Started onVirtualThreads(Arguments arguments) throws IOException, UsageException {
        return start(arguments, VirtualThreads.perTask("http-jdk-virtual"));
    }

    /** Where the executor is null, in the thread that selects. */
    private static Started start(Arguments arguments, Executor executor) throws IOException {
        // by default it delays half of each answer, and closes all idle connections but 200
        System.setProperty(PROPERTIES + "nodelay", "true");
        System.setProperty(PROPERTIES + "maxIdleConnections", Integer.toString(Integer.MAX_VALUE));
        TokenBody body = new TokenBody(arguments.size());
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = HttpServer.create(anyPort, Server.BACKLOG);
        server.createContext("/", exchange -> answer(exchange, body));
        server.setExecutor(executor);
        server.start();
        return Started.on(SelectorProvider.provider(), server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, TokenBody body) throws IOException {
        byte[] bytes = body.answering(exchange.getRequestURI().getPath());
        try (exchange) {
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
