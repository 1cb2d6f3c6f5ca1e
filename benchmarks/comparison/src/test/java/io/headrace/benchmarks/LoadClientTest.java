// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static io.headrace.benchmarks.ScriptedHttpServer.rightAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LoadClientTest {
    @Test
    void rightAnswersAreCountedAndTimed() throws Exception {
        WindowSample sample = runAgainst((token, count) -> rightAnswer(token)).sample();

        long timed = sample.latencyNs().stream().mapToLong(bucket -> bucket[1]).sum();
        assertThat(timed).isEqualTo(sample.requests()).isPositive();
    }

    @Test
    void oneWrongByteOfABodyFailsTheRunAndIsNamed() throws Exception {
        LoadRun run = runAgainst(wrongAfterTheFirst(token -> rightAnswer(token).replace("qrst", "qrsT")));

        run.assertFailed("byte 58 of 59 is 0x54, not 0x74");
    }

    @Test
    void oneWrongByteOfAHeadFailsTheRun() throws Exception {
        runAgainst(wrongAfterTheFirst(token -> rightAnswer(token).replace("OK", "Ok")))
                .assertFailed("byte 14 of 59");
    }

    @Test
    void aDateMayDifferFromAnswerToAnswer() throws Exception {
        LoadRun run =
                runAgainst((token, count) -> dated(token, "Tue, 24 Nov 2026 13:00:%02d GMT".formatted(count % 60)));

        assertThat(run.sample().requests()).isPositive();
    }

    @Test
    void oneWrongByteOfADateFailsTheRun() throws Exception {
        runAgainst((token, count) -> dated(token, "Tue, 24 Nov 2026 13:00:0" + (count == 0 ? "0" : "\t") + " GMT"))
                .assertFailed("byte 47 of 96 is 0x09, not 0x30");
    }

    @Test
    void theAnswerToAnotherRequestFailsTheRun() throws Exception {
        runAgainst(wrongAfterTheFirst(token -> rightAnswer("0000000f00000000"))).assertFailed("wrong answer");
    }

    @Test
    void aByteTooManyFailsTheRun() throws Exception {
        runAgainst(wrongAfterTheFirst(token -> rightAnswer(token) + "!"))
                .assertFailed("1 bytes more than a response of 59");
    }

    @Test
    void aConnectionThatTheServerClosesFailsTheRun() throws Exception {
        runAgainst(wrongAfterTheFirst(token -> "")).assertFailed("the server closed connection");
    }

    @Test
    void anErrorInTheFirstAnswerIsShown() throws Exception {
        LoadRun run = runAgainst((token, count) -> "HTTP/1.1 503 Service Unavailable\r\n\r\n");

        run.assertFailed("HTTP/1.1 503 Service Unavailable");
    }

    @Test
    void anotherBodySizeThanTheOneAskedForIsRefused() throws Exception {
        LoadRun run = runAgainst((token, count) -> rightAnswer(token).replace("length: 20", "length: 21"));

        run.assertFailed("expected Content-Length 20, got 21");
    }

    private static String dated(String token, String date) {
        return rightAnswer(token).replace("\r\ncontent-", "\r\ndate: " + date + "\r\ncontent-");
    }

    private static BiFunction<String, Integer, String> wrongAfterTheFirst(UnaryOperator<String> wrong) {
        return (token, count) -> count == 0 ? rightAnswer(token) : wrong.apply(token);
    }

    private static LoadRun runAgainst(BiFunction<String, Integer, String> answer)
            throws IOException, InterruptedException {
        try (ScriptedHttpServer server = new ScriptedHttpServer(answer)) {
            return LoadRun.of(server.port(), "--workload=http", "--size=20");
        }
    }
}
