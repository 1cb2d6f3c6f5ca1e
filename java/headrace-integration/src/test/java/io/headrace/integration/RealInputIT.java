// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.NettyHttpServer;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Netty's NIO transport and the JDK's HTTP client, unmodified, on each provider. Each is tried against a peer that does
 * not use that provider.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("io.headrace.integration.Cell#chosen")
class RealInputIT {

    private static HttpServer jdkServer;
    private static Client jdkClient;
    private static HttpServer server;
    private static Client client;

    @RegisterExtension
    static final TestExecutionExceptionHandler SHOW_SERVER = (context, failure) -> {
        throw server.failure(failure);
    };

    @Parameter
    Cell cell;

    @BeforeParameterizedClassInvocation
    static void start(Cell cell) throws Exception {
        if (jdkServer == null) {
            jdkServer = HttpServer.start(Cell.JDK, NettyHttpServer.class);
            jdkClient = Client.start(Cell.JDK);
        }
        server = HttpServer.start(cell, NettyHttpServer.class);
        client = Client.start(cell);
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        try (HttpServer server = RealInputIT.server;
                Client client = RealInputIT.client) {
            client.finish();
            server.finish();
        }
    }

    @Test
    void theServerWaitsInTheBackendAskedFor() throws IOException {
        assertThat(server.descriptors().containsKey("[eventpoll]")).isEqualTo(cell.hasEventPolls());
    }

    @Nested
    class NettyServer implements RequestTests, LargeBodyTests, ConnectionTests, ResetTests {
        @Override
        public HttpServer server() {
            return server;
        }
    }

    @Nested
    class JdkClientOfNettyServer implements HttpClientTests {
        @Override
        public Client client() {
            return jdkClient;
        }

        @Override
        public HttpServer server() {
            return server;
        }
    }

    @Nested
    class HttpClientOfJdkServer implements HttpClientTests {
        @Override
        public Client client() {
            return client;
        }

        @Override
        public HttpServer server() {
            return jdkServer;
        }
    }
}
