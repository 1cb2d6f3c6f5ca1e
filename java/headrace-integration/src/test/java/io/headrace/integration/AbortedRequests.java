// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import io.headrace.integration.program.Body;
import java.io.IOException;
import java.util.SplittableRandom;

/** Requests of clients. Most go away at some point, by a reset or a close; the rest have to be answered rightly. */
final class AbortedRequests {
    private static final int LARGEST = 300_000;

    private final HttpServer server;
    private final SplittableRandom random;

    AbortedRequests(HttpServer server, long seed) {
        this.server = server;
        this.random = new SplittableRandom(seed);
    }

    void run(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (Connection connection = server.connect()) {
                request(connection, new Body(i, 1 + random.nextInt(LARGEST)));
            }
        }
    }

    private void request(Connection connection, Body body) throws IOException {
        boolean upload = random.nextBoolean();
        byte[] head = upload
                ? Connection.post("/verify?seed=%d&size=%d".formatted(body.seed(), body.size()), body.size())
                : Connection.get("/body?seed=%d&size=%d".formatted(body.seed(), body.size()));
        switch (random.nextInt(4)) {
            case 0 -> connection.send(head, 0, random.nextInt(head.length));
            case 1 -> {
                connection.send(head);
                if (upload) {
                    connection.send(Body.bytes(body.seed(), random.nextInt((int) body.size())));
                }
            }
            case 2 -> {
                connection.send(head);
                if (!upload) {
                    connection.receive().body().readNBytes(random.nextInt((int) body.size()));
                }
            }
            default -> requireAnswer(connection, head, upload, body);
        }
        if (random.nextBoolean()) {
            connection.reset();
        }
    }

    private static void requireAnswer(Connection connection, byte[] head, boolean upload, Body body)
            throws IOException {
        connection.send(head);
        if (upload) {
            connection.send(new Body(body.seed(), body.size()));
            String answer = new String(connection.receive().body().readAllBytes());
            if (!answer.equals("equal")) {
                throw new AssertionError(answer);
            }
        } else {
            connection.receiveEqual(body);
        }
    }
}
