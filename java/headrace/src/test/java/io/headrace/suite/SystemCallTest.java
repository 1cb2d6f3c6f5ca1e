// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.BesideReadsProgram;
import io.headrace.suite.program.SystemCallProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Strace;
import io.headrace.suite.support.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * System calls, counted by strace: what 2n operations make more than n. In one cell: the programs choose their modes.
 */
@Bounded
@OnHeadrace
@EnabledIfSystemProperty(named = "io.headrace.mode", matches = "tracked")
@EnabledIfSystemProperty(named = "io.headrace.backend", matches = "epoll")
class SystemCallTest {
    private static final int N = 400;

    /** What a JVM does besides, in either of the runs. */
    private static final long NOISE = N / 20;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needStrace() {
        Tool.assumePresent("strace");
    }

    private String readAhead = "off";

    private interface Running {
        void end(ForkedJvm.Running program, int times) throws IOException, InterruptedException;
    }

    /** Calls that the program makes for n operations, by name; those that are no noise. */
    private Map<String, Long> callsOf(String work, Running running) throws IOException, InterruptedException {
        Map<String, Long> once = count(work, N, running);
        Map<String, Long> twice = count(work, 2 * N, running);
        Map<String, Long> difference = new TreeMap<>();
        twice.forEach((name, calls) -> {
            long more = calls - once.getOrDefault(name, 0L);
            if (more > NOISE) {
                difference.put(name, more);
            }
        });
        return difference;
    }

    private Map<String, Long> callsOf(String work) throws IOException, InterruptedException {
        return callsOf(work, (program, times) -> program.end());
    }

    private Map<String, Long> count(String work, int times, Running running) throws IOException, InterruptedException {
        Path report = folder.resolve("strace");
        running.end(
                new ForkedJvm(SystemCallProgram.class)
                        .with("-Dio.headrace.readahead=" + readAhead)
                        .under(Strace.command(report))
                        .start(work, String.valueOf(times)),
                times);
        Map<String, Long> calls = Strace.calls(report);
        // In strace's %desc, too, but here the JVM's own memory: 584 to 609 in 400 runs of one program.
        calls.remove("mmap");
        return calls;
    }

    private static void expectOne(Map<String, Long> calls, String name) {
        assertThat(calls).containsOnlyKeys(name);
        assertThat(calls.get(name)).isBetween(N - NOISE, N + NOISE);
    }

    /** Each sendfile(2) is held up on its way in. A read in another thread must not make it wait inside meanwhile. */
    @Test
    void aTransferBesideReadsEndsWithItsChannel() throws IOException, InterruptedException {
        List<String> output = new ForkedJvm(BesideReadsProgram.class)
                .under(
                        "strace",
                        "-f",
                        "-qq",
                        "-e",
                        "trace=sendfile",
                        "-e",
                        "inject=sendfile:delay_enter=1000",
                        "-o",
                        folder.resolve("strace").toString())
                .run(folder.resolve("file").toString());
        assertThat(output).containsExactly("the transfer has ended");
    }

    @Test
    void anAcceptIsOneCall() throws IOException, InterruptedException {
        Map<String, Long> calls = callsOf("accept", (program, times) -> {
            List<Socket> sockets = new ArrayList<>();
            int port = Integer.parseInt(program.await("port "));
            for (int i = 0; i < times; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            program.tell("go");
            program.end();
            for (Socket socket : sockets) {
                socket.close();
            }
        });
        expectOne(calls, "accept4");
    }

    @Test
    void anEchoOfADatagramIsASelectAReceiveAndASend() throws IOException, InterruptedException {
        Map<String, Long> calls = callsOf("echo");
        // The peer's own too.
        assertThat(calls.remove("sendto")).isBetween(2 * (N - NOISE), 2 * (N + NOISE));
        assertThat(calls.remove("recvfrom")).isBetween(2 * (N - NOISE), 2 * (N + NOISE));
        assertThat(calls.values()).as("the wait, and nothing else: %s", calls).hasSize(1);
        assertThat(calls.keySet().iterator().next()).startsWith("epoll_");
    }

    @Test
    void readAheadABatchOfDatagramsIsASelectAndFourCallsToReceive() throws IOException, InterruptedException {
        readAhead = "on";
        Map<String, Long> calls = callsOf("drain");
        assertThat(calls.remove("sendto")).isBetween(18 * (N - NOISE), 18 * (N + NOISE));
        assertThat(calls.remove("recvmmsg"))
                .as("two find one each, one 16, one none")
                .isBetween(4 * (N - NOISE), 4 * (N + NOISE));
        assertThat(calls.values()).as("the wait, and nothing else: %s", calls).hasSize(1);
        assertThat(calls.keySet().iterator().next()).startsWith("epoll_");
    }

    @Test
    void aBlockedReadIsOneCall() throws IOException, InterruptedException {
        Map<String, Long> calls = callsOf("blocked");
        assertThat(calls).containsOnlyKeys("recvfrom", "sendto");
        assertThat(calls.get("recvfrom")).isBetween(2 * (N - NOISE), 2 * (N + NOISE));
    }

    @Test
    void aReadThatIsKnownToFindNothingIsNoCall() throws IOException, InterruptedException {
        Map<String, Long> calls = callsOf("handOver");
        assertThat(calls.get("recvfrom"))
                .as("the server's and the client's")
                .isBetween(2 * (N - NOISE), 2 * (N + NOISE));
    }

    @Test
    void wakeupsBeforeASelectAreNoCall() throws IOException, InterruptedException {
        expectOne(callsOf("wakeup"), "epoll_wait");
    }

    @Test
    void changesOfInterestAreNoCall() throws IOException, InterruptedException {
        expectOne(callsOf("flip"), "epoll_wait");
    }

    @Test
    void aSelectOverManyUnreadKeysIsOneCall() throws IOException, InterruptedException {
        expectOne(callsOf("unread"), "epoll_wait");
    }
}
