// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.Body;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Bodies that no buffer on the way can hold, so that each side has to wait for the other. */
interface LargeBodyTests {

    long LARGE = 100L << 20;

    HttpServer server();

    @Test
    default void aHundredMebibytesComeDown() throws IOException {
        try (Connection connection = server().connect()) {
            connection.require(new Body(4, LARGE));
        }
    }

    @Test
    default void aHundredMebibytesGoUp() throws IOException {
        try (Connection connection = server().connect()) {
            connection.send(Connection.post("/verify?seed=5&size=" + LARGE, LARGE));
            connection.send(new Body(5, LARGE));
            assertThat(connection.receive().body()).hasContent("equal");
        }
    }

    @Test
    default void anEchoRunsBothWaysAtOnce() throws Exception {
        long size = 16 << 20;
        try (Connection connection = server().connect()) {
            FutureTask<Void> sending = new FutureTask<>(() -> {
                connection.send(Connection.post("/echo", size));
                connection.send(new Body(6, size));
                return null;
            });
            new Thread(sending).start();
            connection.receiveEqual(new Body(6, size));
            sending.get();
        }
    }

    @Test
    default void aSlowReaderHoldsUpNobodyElse() throws IOException {
        Body slow = new Body(7, 8 << 20);
        try (Connection connection = new Connection(server().port(), 4096);
                Connection other = server().connect()) {
            connection.send(Connection.get("/body?seed=7&size=" + slow.size()));
            InputStream body = connection.receive().body();
            byte[] chunk = new byte[1 << 18];
            for (int n; (n = body.readNBytes(chunk, 0, chunk.length)) > 0; ) {
                slow.requireNext(chunk, n);
                other.require(new Body(n, 1000));
            }
            slow.requireEnd();
        }
    }
}
