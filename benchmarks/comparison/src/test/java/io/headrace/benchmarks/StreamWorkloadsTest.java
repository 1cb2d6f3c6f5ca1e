// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamWorkloadsTest {
    private static final int MESSAGE = 64;
    private static final int FILE = 1000;

    @ParameterizedTest
    @ValueSource(strings = {"echo", "accept"})
    void oneWrongByteFailsTheRunAndIsNamed(String workload) throws Exception {
        against(afterTheFirst(message -> with(message, 25, 'Z')), "--workload=" + workload)
                .assertFailed("byte 25 of 64 is 0x5a, not 0x7a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "accept"})
    void theAnswerToAnotherMessageFailsTheRun(String workload) throws Exception {
        against(afterTheFirst(message -> with(message, 15, 'f')), "--workload=" + workload)
                .assertFailed("byte 15 of 64 is 0x66");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "accept"})
    void aByteTooManyFailsTheRun(String workload) throws Exception {
        against(afterTheFirst(message -> Arrays.copyOf(message, MESSAGE + 1)), "--workload=" + workload)
                .assertFailed("1 bytes more than a response of 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "accept"})
    void aConnectionThatTheServerClosesFailsTheRun(String workload) throws Exception {
        against(afterTheFirst(message -> null), "--workload=" + workload).assertFailed("after 0 bytes of a response");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "accept"})
    void aServerThatDoesNotAnswerFailsTheRun(String workload) throws Exception {
        against(afterTheFirst(message -> new byte[0]), "--workload=" + workload, "--patience-ms=300")
                .assertFailed("no answer for 300 ms on any of the 2 connections that wait for one");
    }

    @Test
    void oneConnectionThatIsNeverAnsweredFailsTheRun() throws Exception {
        against(
                        (connection, message) -> connection == 1 ? new byte[0] : message,
                        "--workload=echo",
                        "--patience-ms=3000")
                .assertFailed("no answer for 3000 ms on any of the 1 connections that wait for one");
    }

    @Test
    void oneWrongByteOfAPipelinedMessageFailsTheRun() throws Exception {
        against(
                        afterTheFirst(message -> message[15] == '7' ? with(message, 16, 'Q') : message),
                        "--workload=echo",
                        "--depth=8")
                .assertFailed("byte 16 of 64 is 0x51, not 0x71");
    }

    @Test
    void oneWrongByteOfAFileFailsTheRunAndIsNamed() throws Exception {
        against(
                        (connection, request) -> connection == 0 ? letters() : with(letters(), 999, '!'),
                        "--workload=file",
                        "--size=" + FILE)
                .assertFailed("byte 999 of 1000 is 0x21, not 0x6c");
    }

    @Test
    void anIdleConnectionThatTheServerClosesIsNoticed() throws Exception {
        ScriptedStream.Script script = new ScriptedStream.Script() {
            @Override
            public byte[] answer(int connection, byte[] request) {
                return request;
            }

            @Override
            public boolean keeps(int connection) {
                return connection != 2;
            }
        };
        against(script, "--workload=echo", "--idle=3").assertFailed("the server closed idle connection 1");
    }

    /**
     * epoll_wait, recv and send for each; a message may be under way at either end of the window. What opens the
     * connections is before it.
     */
    @Test
    void systemCallsOfTheServerAreCountedOrItIsSaidWhyNot() throws Exception {
        try (NativeServerProcess server = new NativeServerProcess("--loop=epoll-level", "--role=echo")) {
            LoadRun run = LoadRun.of(
                    server.port(),
                    server.pid(),
                    "--workload=echo",
                    "--connections=1",
                    "--count-calls",
                    "--warmup-ms=500");
            WindowSample sample = run.sample();
            if (sample.serverCalls() == null) {
                assertThat(run.errors()).contains("system calls are not counted");
            } else {
                assertThat(sample.serverCalls().all()).isBetween(3 * sample.requests() - 6, 3 * sample.requests() + 6);
            }
        }
    }

    private static LoadRun against(ScriptedStream.Script script, String... options)
            throws IOException, InterruptedException {
        try (ScriptedStream server = new ScriptedStream(MESSAGE, script)) {
            return LoadRun.of(server.port(), options);
        }
    }

    private static ScriptedStream.Script afterTheFirst(UnaryOperator<byte[]> answer) {
        return (connection, message) -> connection == 0 ? message : answer.apply(message);
    }

    private static byte[] letters() {
        byte[] file = new byte[FILE];
        for (int i = 0; i < FILE; i++) {
            file[i] = (byte) ('a' + i % 26);
        }
        return file;
    }

    private static byte[] with(byte[] message, int at, char wrong) {
        byte[] copy = message.clone();
        copy[at] = (byte) wrong;
        return copy;
    }
}
