// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatagramWorkloadsTest {
    private static final int ANSWERED = 64;

    @Test
    void oneWrongByteFailsTheRunAndIsNamed() throws Exception {
        against((count, message) -> List.of(with(message, 63, "!")), "--workload=datagram")
                .assertFailed("byte 63 of 64 is 0x21, not 0x6c");
    }

    @Test
    void aDatagramOfAnotherSizeFailsTheRun() throws Exception {
        against((count, message) -> List.of(new byte[10]), "--workload=datagram")
                .assertFailed("a datagram of 10 bytes, not 64");
    }

    @Test
    void lostDatagramsAreSentAgainAndCounted() throws Exception {
        LoadRun run = against(
                (count, message) -> count < 3 ? List.of() : List.of(message),
                "--workload=datagram",
                "--connections=1",
                "--window-ms=1000");

        assertThat(run.sample().lost()).isGreaterThanOrEqualTo(3);
        assertThat(run.sample().requests()).isPositive();
    }

    @Test
    void anAnswerThatComesLateIsNotTakenForAnother() throws Exception {
        byte[][] late = new byte[1][];
        ScriptedDatagrams.Script script = (count, message) -> {
            if (count == 0) {
                late[0] = message;
                return List.of();
            }
            return count == 1 ? List.of(late[0], message) : List.of(message);
        };
        LoadRun run = against(script, "--workload=datagram", "--connections=1", "--window-ms=500");

        assertThat(run.sample().lost()).isPositive();
    }

    @Test
    void anAnswerThatComesTwiceFailsTheRun() throws Exception {
        against((count, message) -> List.of(message, message), "--workload=datagram")
                .assertFailed("wrong answer");
    }

    @Test
    void aServerThatDoesNotAnswerFailsTheRun() throws Exception {
        against((count, message) -> List.of(), "--workload=datagram", "--patience-ms=300")
                .assertFailed("no answer for 300 ms");
    }

    @Test
    void aFloodCountsWhatTheServerSaysItReceived() throws Exception {
        LoadRun run = against(flooded("", 0), "--workload=flood", "--connections=1");

        assertThat(run.sample().requests() % ANSWERED).isZero();
    }

    @Test
    void oneWrongByteInAFloodFailsTheRunAndIsNamed() throws Exception {
        against(flooded("!", 63), "--workload=flood").assertFailed("byte 63 of 64 is 0x21, not 0x6c");
    }

    @Test
    void aTotalOfMoreThanWasSentFailsTheRun() throws Exception {
        ScriptedDatagrams.Script script =
                (count, datagram) -> List.of(with(datagram, 0, count == 0 ? "0000000000000040" : "0000004000000000"));
        against(script, "--workload=flood", "--connections=1").assertFailed("wrong answer: a total of 274877906944");
    }

    @Test
    void aTotalThatStandsStillFailsTheRun() throws Exception {
        against(
                        (count, datagram) -> List.of(with(datagram, 0, "0000000000000040")),
                        "--workload=flood",
                        "--patience-ms=300")
                .assertFailed("no answer for 300 ms");
    }

    private static ScriptedDatagrams.Script flooded(String wrong, int at) {
        return (count, datagram) -> (count + 1) % ANSWERED == 0
                ? List.of(with(with(datagram, 0, "%016x".formatted(count + 1)), at, wrong))
                : List.of();
    }

    private static LoadRun against(ScriptedDatagrams.Script script, String... options)
            throws IOException, InterruptedException {
        try (ScriptedDatagrams server = new ScriptedDatagrams(script)) {
            return LoadRun.of(server.port(), options);
        }
    }

    private static byte[] with(byte[] message, int at, String text) {
        byte[] copy = message.clone();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, copy, at, bytes.length);
        return copy;
    }
}
