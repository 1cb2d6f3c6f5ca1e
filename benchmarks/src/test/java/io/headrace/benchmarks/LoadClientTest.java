// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static io.headrace.benchmarks.ScriptedHttpServer.rightAnswer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LoadClientTest {
    private record Outcome(int status, String output, String errors) {}

    @Test
    void rightAnswersAreCountedAndTimed() throws Exception {
        Outcome outcome = runAgainst((token, count) -> rightAnswer(token));

        assertThat(outcome.status()).as(outcome.errors()).isZero();
        Sample sample = Sample.parse(outcome.output());
        long timed = sample.latencyNs().stream().mapToLong(bucket -> bucket[1]).sum();
        assertThat(timed).isEqualTo(sample.requests()).isPositive();
    }

    @Test
    void oneWrongByteOfABodyFailsTheRunAndIsNamed() throws Exception {
        Outcome outcome =
                runAgainst(wrongAfterTheFirst(token -> rightAnswer(token).replace("qrst", "qrsT")));

        assertFailed(outcome, "byte 58 of 59 is 0x54, not 0x74");
    }

    @Test
    void oneWrongByteOfAHeadFailsTheRun() throws Exception {
        assertFailed(runAgainst(wrongAfterTheFirst(token -> rightAnswer(token).replace("OK", "Ok"))), "byte 14 of 59");
    }

    @Test
    void theAnswerToAnotherRequestFailsTheRun() throws Exception {
        assertFailed(runAgainst(wrongAfterTheFirst(token -> rightAnswer("0000000f00000000"))), "wrong answer");
    }

    @Test
    void aByteTooManyFailsTheRun() throws Exception {
        assertFailed(
                runAgainst(wrongAfterTheFirst(token -> rightAnswer(token) + "!")),
                "1 bytes more than a response of 59");
    }

    @Test
    void aConnectionThatTheServerClosesFailsTheRun() throws Exception {
        assertFailed(runAgainst(wrongAfterTheFirst(token -> "")), "the server closed connection");
    }

    @Test
    void anErrorInTheFirstAnswerIsShown() throws Exception {
        Outcome outcome = runAgainst((token, count) -> "HTTP/1.1 503 Service Unavailable\r\n\r\n");

        assertFailed(outcome, "HTTP/1.1 503 Service Unavailable");
    }

    @Test
    void anotherBodySizeThanTheOneAskedForIsRefused() throws Exception {
        Outcome outcome = runAgainst((token, count) -> rightAnswer(token).replace("length: 20", "length: 21"));

        assertFailed(outcome, "expected Content-Length 20, got 21");
    }

    @Test
    void aNumberOutOfRangeIsAUsageErrorThatNamesTheRange() throws Exception {
        Outcome outcome = run(List.of("--connections=0"));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors()).contains("--connections: \"0\" is not a whole number from 1 to 100000");
    }

    private static BiFunction<String, Integer, String> wrongAfterTheFirst(UnaryOperator<String> wrong) {
        return (token, count) -> count == 0 ? rightAnswer(token) : wrong.apply(token);
    }

    private static void assertFailed(Outcome outcome, String reason) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.errors()).contains(reason);
        assertThat(outcome.output()).isEmpty();
    }

    private static Outcome runAgainst(BiFunction<String, Integer, String> answer)
            throws IOException, InterruptedException {
        try (ScriptedHttpServer server = new ScriptedHttpServer(answer)) {
            return run(List.of(
                    "--workload=http",
                    "--port=" + server.port(),
                    "--connections=2",
                    "--size=20",
                    "--warmup-ms=0",
                    "--window-ms=100",
                    "--server-pid=" + ProcessHandle.current().pid(),
                    "--server-core=0"));
        }
    }

    private static Outcome run(List<String> options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Installation.fromProperty().client().toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output, errors);
    }
}
