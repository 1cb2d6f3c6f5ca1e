// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with one selector, which accepts too, and a small pool; handlers run in it, or on virtual threads. */
final class JettyHttp {
    private static final int THREADS = 8;
    private static final int ACCEPTORS = 0;
    private static final int SELECTORS = 1;

    private JettyHttp() {}

    static Started start(Arguments arguments) throws Exception {
        return start(arguments, new QueuedThreadPool(THREADS), InvocationType.NON_BLOCKING);
    }

    static Started onVirtualThreads(Arguments arguments) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setVirtualThreadsExecutor(VirtualThreads.perTask("http-jetty-virtual"));
        return start(arguments, threads, InvocationType.BLOCKING);
    }

    private static Started start(Arguments arguments, QueuedThreadPool threads, InvocationType kind) throws Exception {
        org.eclipse.jetty.server.Server server = new org.eclipse.jetty.server.Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendDateHeader(false);
        configuration.setSendServerVersion(false);
        ServerConnector connector =
                new ServerConnector(server, ACCEPTORS, SELECTORS, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(Server.BACKLOG);
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        server.setHandler(new Answer(kind, new TokenBody(arguments.size())));
        server.start();
        return Started.on(SelectorProvider.provider(), connector.getLocalPort());
    }

    private static final class Answer extends Handler.Abstract {
        private final TokenBody body;

        /** Jetty runs what may block on a virtual thread where it has some. */
        Answer(InvocationType kind, TokenBody body) {
            super(kind);
            this.body = body;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            byte[] bytes = body.answering(request.getHttpURI().getPath());
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
            response.write(true, ByteBuffer.wrap(bytes), callback);
            return true;
        }
    }
}
