// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty's server; its own handler serves files. */
public final class JettyHttpServer {

    private static final int ACCEPTORS = 1;

    private JettyHttpServer() {}

    public static void main(String[] args) throws Exception {
        Parent.describeProvider();
        Parent.say("descriptors", Descriptors.open());
        QueuedThreadPool threads = new QueuedThreadPool();
        if (RequestThreads.areVirtual()) {
            threads.setVirtualThreadsExecutor(RequestThreads.virtual());
        }
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, ACCEPTORS, 2);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(
                ResourceFactory.of(files).newResource(SharedFile.path().getParent()));
        server.setHandler(new Handler.Sequence(new Routes(), files));
        server.start();
        Parent.say("port", connector.getLocalPort());
        System.in.transferTo(System.err);
        server.stop();
        Parent.say("descriptors", Descriptors.open());
    }

    private static final class Routes extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            response.getHeaders()
                    .put("X-Connection", request.getConnectionMetaData().getId());
            boolean answered =
                    BlockingRoutes.answer(Request.getPathInContext(request), new JettyExchange(request, response));
            if (answered) {
                callback.succeeded();
            }
            return answered;
        }
    }

    private record JettyExchange(Request of, Response to) implements BlockingRoutes.Exchange {
        @Override
        public String query() {
            return of.getHttpURI().getQuery();
        }

        @Override
        public long requestLength() {
            return of.getLength();
        }

        @Override
        public InputStream request() {
            return Content.Source.asInputStream(of);
        }

        @Override
        public OutputStream response(long length) {
            if (length >= 0) {
                to.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
            }
            return Content.Sink.asOutputStream(to);
        }
    }
}
