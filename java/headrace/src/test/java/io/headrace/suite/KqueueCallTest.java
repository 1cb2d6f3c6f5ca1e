// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.SystemCallProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Strace;
import io.headrace.suite.support.Tool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls of kevent(2), as the model of it counts them (native/test/kqueue): what 2n operations make more than n. In one
 * cell: the programs choose their modes.
 */
@Bounded
@OnHeadrace
@EnabledOnOs(value = OS.LINUX, disabledReason = "only the model counts")
@EnabledIfSystemProperty(named = "io.headrace.mode", matches = "tracked")
@EnabledIfSystemProperty(named = "io.headrace.backend", matches = "kqueue")
class KqueueCallTest {
    private static final int N = 400;

    /** Places of counts in model.h. */
    private static final int KEVENTS = 0;

    private static final int REPORTS_OF_WRITE = 3;

    /** A thread of the JVM may call something besides; no kevent(2). */
    private static final long NOISE = N / 20;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needStrace() {
        Tool.assumePresent("strace");
    }

    /** What the model has counted of a program; 0 where the program had no kqueue. */
    private long counted(int place, ForkedJvm program, String work, int times)
            throws IOException, InterruptedException {
        Path counts = folder.resolve("counts");
        Files.deleteIfExists(counts);
        program.under("env", "HEADRACE_KQUEUE_SEED=", "HEADRACE_KQUEUE_COUNTS=" + counts)
                .run(work, String.valueOf(times));
        return Files.notExists(counts)
                ? 0
                : ByteBuffer.wrap(Files.readAllBytes(counts))
                        .order(ByteOrder.nativeOrder())
                        .getLong(place * Long.BYTES);
    }

    private long more(int place, String work) throws IOException, InterruptedException {
        return counted(place, new ForkedJvm(SystemCallProgram.class), work, 2 * N)
                - counted(place, new ForkedJvm(SystemCallProgram.class), work, N);
    }

    /** Calls to wait, receive and send. The model itself calls epoll_wait(2) and others. */
    private long callsToTransfer(String backend, String work, int times) throws IOException, InterruptedException {
        Path report = folder.resolve("strace");
        ForkedJvm program = new ForkedJvm(SystemCallProgram.class)
                .with("-Dio.headrace.backend=" + backend)
                .under(Strace.command(report));
        long kevents = counted(KEVENTS, program, work, times);
        String wait = backend.equals("epoll") ? "epoll_.*" : "none";
        return kevents
                + Strace.calls(report).entrySet().stream()
                        .filter(call -> call.getKey().matches("sendto|recvfrom|" + wait))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private long more(String backend, String work) throws IOException, InterruptedException {
        return callsToTransfer(backend, work, 2 * N) - callsToTransfer(backend, work, N);
    }

    @Test
    void anEchoMakesNoMoreCallsThanOnEpoll() throws IOException, InterruptedException {
        long onEpoll = more("epoll", "echoOfStream");
        assertThat(onEpoll).as("the wait, and two to receive and to send").isBetween(5 * N - NOISE, 5 * N + NOISE);
        assertThat(more("kqueue", "echoOfStream")).isBetween(5 * N - NOISE, onEpoll + NOISE);
    }

    @Test
    void anEchoIsOneKevent() throws IOException, InterruptedException {
        assertThat(more(KEVENTS, "echoOfStream")).isEqualTo(N);
    }

    @Test
    void anEchoOfADatagramIsOneKevent() throws IOException, InterruptedException {
        assertThat(more(KEVENTS, "echo")).isEqualTo(N);
    }

    @Test
    void aSelectAfterAChangeOfInterestIsOneKevent() throws IOException, InterruptedException {
        assertThat(more(KEVENTS, "flip")).isEqualTo(N);
    }

    @Test
    void aSelectOverManyUnreadKeysIsOneKevent() throws IOException, InterruptedException {
        assertThat(more(KEVENTS, "unread")).isEqualTo(N);
    }

    @Test
    void aOneWayStreamReportsNoWriteUnasked() throws IOException, InterruptedException {
        assertThat(more(REPORTS_OF_WRITE, "oneWay")).isZero();
    }

    @Test
    void wakeupsBeforeASelectAddNoKevent() throws IOException, InterruptedException {
        assertThat(more(KEVENTS, "wakeup")).isEqualTo(N);
    }
}
