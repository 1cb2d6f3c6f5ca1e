// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Tomcat on its NIO connector: one thread selects, a small pool or virtual threads read and answer. */
final class TomcatHttp {
    private static final String UNLIMITED = "-1";

    /** Kept: java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger ITS_LOG = Logger.getLogger("org.apache");

    private TomcatHttp() {}

    static Started start(Arguments arguments) throws Exception {
        return start(arguments, connector());
    }

    static Started onVirtualThreads(Arguments arguments) throws Exception {
        Connector connector = connector();
        connector.getProtocolHandler().setExecutor(VirtualThreads.perTask("http-tomcat-virtual"));
        return start(arguments, connector);
    }

    private static Connector connector() {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("acceptCount", String.valueOf(Server.BACKLOG));
        connector.setProperty("maxThreads", "8");
        connector.setProperty("maxKeepAliveRequests", UNLIMITED);
        connector.setProperty("keepAliveTimeout", UNLIMITED);
        return connector;
    }

    private static Started start(Arguments arguments, Connector connector) throws Exception {
        ITS_LOG.setLevel(Level.WARNING);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "answer", new Answer(new TokenBody(arguments.size())))
                .addMapping("/");
        tomcat.start();
        return Started.on(SelectorProvider.provider(), connector.getLocalPort());
    }

    private static final class Answer extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient TokenBody body;

        Answer(TokenBody body) {
            this.body = body;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] bytes = body.answering(request.getServletPath());
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
