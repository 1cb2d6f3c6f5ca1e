// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.Body;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Many connections, at once and one after the other. */
interface ConnectionTests {

    HttpServer server();

    @Test
    default void threeHundredIdleConnectionsDisturbNobodyAndStayUsable() throws Exception {
        List<Connection> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                idle.add(server().connect());
                idle.get(i).require(new Body(i, 100));
            }
            workAtOnce(4, 200);
            for (int i = 0; i < 300; i++) {
                idle.get(i).require(new Body(i, 3000));
            }
        } finally {
            for (Connection connection : idle) {
                connection.close();
            }
        }
    }

    private void workAtOnce(int threads, int requests) throws Exception {
        List<FutureTask<Void>> work = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            FutureTask<Void> task = new FutureTask<>(() -> request(requests));
            work.add(task);
            new Thread(task).start();
        }
        for (FutureTask<Void> task : work) {
            task.get();
        }
    }

    private Void request(int times) throws IOException {
        try (Connection connection = server().connect()) {
            for (int i = 0; i < times; i++) {
                connection.require(new Body(i, 100 * i));
            }
        }
        return null;
    }

    @Test
    default void fiveHundredConnectionsComeForOneRequestEach() throws IOException {
        for (int i = 0; i < 500; i++) {
            try (Connection connection = server().connect()) {
                connection.require(new Body(i, 500));
            }
        }
    }

    @Test
    default void theServerClosesWhenToldTo() throws IOException {
        for (int size = 0; size < 50; size++) {
            try (Connection connection = server().connect()) {
                connection.send("GET /body?seed=8&size=%d HTTP/1.0\r\n\r\n"
                        .formatted(size)
                        .getBytes());
                connection.receiveEqual(new Body(8, size));
                assertThat(connection.in().read()).isEqualTo(-1);
            }
        }
    }
}
