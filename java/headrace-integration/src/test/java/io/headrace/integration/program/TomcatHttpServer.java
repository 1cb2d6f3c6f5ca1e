// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** Tomcat on its NIO connector; its default servlet serves files by sendfile. */
public final class TomcatHttpServer {

    private TomcatHttpServer() {}

    public static void main(String[] args) throws Exception {
        Parent.describeProvider();
        Parent.say("descriptors", Descriptors.open());
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(0);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        connector.setProperty("maxKeepAliveRequests", "-1");
        if (RequestThreads.areVirtual()) {
            connector.getProtocolHandler().setExecutor(RequestThreads.virtual());
        }
        tomcat.setConnector(connector);
        Path folder = SharedFile.path().getParent();
        Context context = tomcat.addContext("", folder.toString());
        leaveTheJvmAlone((StandardContext) context);
        Wrapper files = Tomcat.addServlet(context, "files", new DefaultServlet());
        files.addMapping("/");
        Wrapper routes = Tomcat.addServlet(context, "routes", new Routes());
        for (String path : new String[] {"/body", "/echo", "/verify", "/descriptors"}) {
            routes.addMapping(path);
        }
        tomcat.start();
        Parent.say("port", connector.getLocalPort());
        System.in.transferTo(System.err);
        tomcat.stop();
        tomcat.destroy();
        Parent.say("descriptors", Descriptors.open());
    }

    /** At its end it would look into java.lang and java.rmi for leaks of applications, and complain that it may not. */
    private static void leaveTheJvmAlone(StandardContext context) {
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
    }

    private static final class Routes extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("X-Connection", request.getServletConnection().getConnectionId());
            BlockingRoutes.answer(request.getServletPath(), new ServletExchange(request, response));
        }
    }

    private record ServletExchange(HttpServletRequest of, HttpServletResponse to) implements BlockingRoutes.Exchange {
        @Override
        public String query() {
            return of.getQueryString();
        }

        @Override
        public long requestLength() {
            return of.getContentLengthLong();
        }

        @Override
        public InputStream request() throws IOException {
            return of.getInputStream();
        }

        @Override
        public OutputStream response(long length) throws IOException {
            if (length >= 0) {
                to.setContentLengthLong(length);
            }
            return to.getOutputStream();
        }
    }
}
