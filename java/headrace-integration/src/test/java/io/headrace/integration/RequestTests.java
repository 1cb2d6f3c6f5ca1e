// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests and responses of well-behaved connections. */
interface RequestTests {

    HttpServer server();

    @Test
    default void bodiesOfEverySizeArriveAsSent() throws IOException {
        try (Connection connection = server().connect()) {
            for (int size : new int[] {0, 1, 2, 100, 8191, 8192, 8193, 65_535, 65_536, 65_537, 1 << 20}) {
                connection.require(new Body(size, size));
            }
        }
    }

    @Test
    default void bodiesInChunksArriveAsSent() throws IOException {
        try (Connection connection = server().connect()) {
            for (int size : new int[] {0, 1, 16_383, 16_384, 16_385, 1 << 20}) {
                connection.send(Connection.get("/body?seed=1&chunked=1&size=" + size));
                connection.receiveEqual(new Body(1, size));
            }
        }
    }

    @Test
    default void postedBodiesComeBack() throws IOException {
        try (Connection connection = server().connect()) {
            for (int size : new int[] {0, 1, 1000, 65_536, 100_000}) {
                connection.send(Connection.post("/echo", size));
                connection.send(new Body(size, size));
                connection.receiveEqual(new Body(size, size));
            }
        }
    }

    @Test
    default void aThousandRequestsKeepOneConnection() throws IOException {
        Set<String> connections = new HashSet<>();
        try (Connection connection = server().connect()) {
            for (int i = 0; i < 1000; i++) {
                connections.add(connection.require(new Body(i, i)).headers().get("x-connection"));
            }
        }
        assertThat(connections).hasSize(1);
    }

    @Test
    default void aHundredRequestsInOneWriteAreAnsweredInOrder() throws IOException {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            requests.write(Connection.get("/body?seed=%d&size=%d".formatted(i, 200 * i)));
        }
        try (Connection connection = server().connect()) {
            connection.send(requests.toByteArray());
            for (int i = 0; i < 100; i++) {
                connection.receiveEqual(new Body(i, 200 * i));
            }
        }
    }

    /** That the response to the first request came shows that the server had read what was sent with it. */
    @Test
    default void aRequestMayComeInTwoPartsDividedAtAnyByte() throws IOException {
        byte[] first = Connection.get("/body?seed=1&size=10");
        byte[] second = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello".getBytes(US_ASCII);
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        try (Connection connection = server().connect()) {
            for (int cut = first.length; cut <= both.length; cut++) {
                connection.send(both, 0, cut);
                connection.receiveEqual(new Body(1, 10));
                connection.send(both, cut, both.length);
                assertThat(connection.receive().body()).hasContent("hello");
            }
        }
    }

    @Test
    default void requestsMayComeByteByByte() throws IOException {
        byte[] request = Connection.get("/body?seed=2&size=3000");
        try (Connection connection = server().connect()) {
            for (int i = 0; i < 10 * request.length; i++) {
                connection.send(request, i % request.length, i % request.length + 1);
            }
            for (int i = 0; i < 10; i++) {
                connection.receiveEqual(new Body(2, 3000));
            }
        }
    }

    @Test
    default void aResponseComesAfterTheClientShutDownItsOutput() throws IOException {
        try (Connection connection = server().connect()) {
            connection.send(Connection.get("/body?seed=3&size=1000"));
            connection.shutdownOutput();
            connection.receiveEqual(new Body(3, 1000));
            assertThat(connection.in().read()).isEqualTo(-1);
        }
    }
}
