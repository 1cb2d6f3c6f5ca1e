// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.integration.program.Body;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that go away at every point. Afterwards the server is right, and has not kept a descriptor. */
interface ResetTests {

    HttpServer server();

    @Test
    default void aClientMayResetAfterEachByteOfARequest() throws IOException {
        leaveAfterEachByte(Connection::reset);
    }

    @Test
    default void aClientMayCloseAfterEachByteOfARequest() throws IOException {
        leaveAfterEachByte(Connection::close);
    }

    private void leaveAfterEachByte(Departure departure) throws IOException {
        byte[] request = Connection.post("/echo", 10);
        byte[] whole = java.util.Arrays.copyOf(request, request.length + 10);
        leavingNothing(() -> {
            for (int sent = 0; sent <= whole.length; sent++) {
                try (Connection connection = server().connect()) {
                    connection.send(whole, 0, sent);
                    departure.leave(connection);
                }
            }
        });
    }

    /** That the server asks for the body shows that it has the request. */
    @Test
    default void aClientMayResetBetweenRequestAndResponse() throws IOException {
        byte[] request =
                "POST /verify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n"
                        .getBytes(US_ASCII);
        leavingNothing(() -> {
            for (int i = 0; i < 20; i++) {
                try (Connection connection = server().connect()) {
                    connection.send(request);
                    assertThat(connection.receive().status()).isEqualTo("HTTP/1.1 100 Continue");
                    connection.reset();
                }
            }
        });
    }

    @Test
    default void aClientMayResetInTheMiddleOfAResponse() throws IOException {
        leavingNothing(() -> {
            for (int received : new int[] {0, 1, 1000, 100_000, 1_000_000}) {
                try (Connection connection = server().connect()) {
                    connection.send(Connection.get("/body?seed=9&size=100000000"));
                    byte[] bytes = connection.receive().body().readNBytes(received);
                    new Body(9, 100_000_000).requireNext(bytes, received);
                    connection.reset();
                }
            }
        });
    }

    @Test
    default void aClientMayResetInTheMiddleOfAnUpload() throws IOException {
        leavingNothing(() -> {
            for (int sent : new int[] {0, 1, 1000, 100_000, 1_000_000}) {
                try (Connection connection = server().connect()) {
                    connection.send(Connection.post("/verify?seed=10&size=2000000", 2_000_000));
                    connection.send(new Body(10, sent));
                    connection.reset();
                }
            }
        });
    }

    @Test
    default void aClientSeesTheServersReset() throws IOException {
        leavingNothing(() -> {
            for (int sent : new int[] {0, 1, 1000, 50_000}) {
                try (Connection connection = server().connect()) {
                    connection.send(Connection.get("/reset?size=100000&after=" + sent));
                    assertThatThrownBy(() -> connection.receive().body().readAllBytes())
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("reset");
                }
            }
        });
    }

    /**
     * Each request gives the server a turn of its event loops. In it the server may see what earlier clients did, those
     * of another test among them, so that it may have less than before.
     */
    private void leavingNothing(Clients clients) throws IOException {
        Map<String, Integer> before = server().descriptors();
        clients.run();
        Map<String, Integer> more = moreThan(before);
        for (int i = 0; i < 1000 && !more.isEmpty(); i++) {
            more = moreThan(before);
        }
        assertThat(more).as("more than %s", before).isEmpty();
        server().requireRight();
    }

    private Map<String, Integer> moreThan(Map<String, Integer> before) throws IOException {
        Map<String, Integer> now = server().descriptors();
        now.entrySet().removeIf(kind -> kind.getValue() <= before.getOrDefault(kind.getKey(), 0));
        return now;
    }

    interface Clients {
        void run() throws IOException;
    }

    interface Departure {
        void leave(Connection connection) throws IOException;
    }
}
