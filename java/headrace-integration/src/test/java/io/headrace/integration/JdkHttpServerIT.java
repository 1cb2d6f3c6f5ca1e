// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import io.headrace.integration.program.JdkHttpServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The JDK's own HTTP server, which moves each connection between a selector and blocking mode. */
@ParameterizedClass(name = "{0}")
@MethodSource("cells")
class JdkHttpServerIT implements RequestTests, LargeBodyTests {

    private static HttpServer server;

    @RegisterExtension
    static final TestExecutionExceptionHandler SHOW_SERVER = (context, failure) -> {
        throw server.failure(failure);
    };

    @Parameter
    Cell cell;

    static Stream<Cell> cells() {
        return Cell.chosen().filter(cell -> cell.equals(Cell.JDK) || "tracked".equals(cell.mode()));
    }

    @BeforeParameterizedClassInvocation
    static void start(Cell cell) throws Exception {
        server = HttpServer.start(cell, JdkHttpServer.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        try (HttpServer server = JdkHttpServerIT.server) {
            server.finish();
        }
    }

    @Override
    public HttpServer server() {
        return server;
    }
}
