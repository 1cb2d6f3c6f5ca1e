// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NativeServersTest {
    private static final int PATIENCE_MS = 10_000;
    private static final List<String> LOOPS = List.of("select", "poll", "epoll-level", "epoll-edge");

    private static Stream<Arguments> work() {
        return LOOPS.stream()
                .flatMap(loop -> Stream.of(
                        Arguments.of(loop, "echo", "", "--workload=echo --idle=600"),
                        Arguments.of(loop, "echo", "", "--workload=echo --depth=16 --rate=1000"),
                        Arguments.of(loop, "echo", "", "--workload=echo --size=3000000 --depth=2"),
                        Arguments.of(loop, "echo", "", "--workload=accept --idle=10"),
                        Arguments.of(loop, "datagram", "", "--workload=datagram --size=1000"),
                        Arguments.of(loop, "sink", "", "--workload=flood"),
                        Arguments.of(loop, "file", "--size=1000003", "--workload=file --size=1000003 --depth=3")));
    }

    @ParameterizedTest
    @MethodSource("work")
    void everyRoleAnswersEveryByteOnEveryLoop(String loop, String role, String size, String load) throws Exception {
        String[] options = Stream.of("--loop=" + loop, "--role=" + role, size)
                .filter(option -> !option.isEmpty())
                .toArray(String[]::new);
        try (NativeServerProcess server = new NativeServerProcess(options)) {
            assertThat(ServerReady.parse(server.ready()).get("loop")).isEqualTo(loop);
            LoadRun run = LoadRun.of(server.port(), server.pid(), load.split(" "));
            assertThat(run.sample().requests()).isPositive();
            assertThat(server.end()).as(server.errors()).isZero();
        }
    }

    @Test
    void selectEndsWithAMessageAtADescriptorBeyondFdSetsize() throws Exception {
        try (NativeServerProcess server = new NativeServerProcess("--loop=select", "--role=echo")) {
            LoadRun run = LoadRun.of(server.port(), server.pid(), "--workload=echo", "--connections=1100");
            assertThat(run.status()).isEqualTo(1);
            assertThat(server.errors()).contains("below FD_SETSIZE (1024) only");
            assertThat(server.end()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "poll", "epoll-level", "epoll-edge"})
    void anEndThatComesWithTheLastBytesIsSeen(String loop) throws Exception {
        try (NativeServerProcess server = new NativeServerProcess("--loop=" + loop, "--role=echo");
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MS);
            server.signal("STOP");
            socket.getOutputStream().write("last".getBytes());
            socket.shutdownOutput();
            server.signal("CONT");

            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("last");
        }
    }

    @Test
    void idleThreadsStandBesideTheOneThatServes() throws Exception {
        try (NativeServerProcess server =
                new NativeServerProcess("--loop=epoll-level", "--role=echo", "--idle-threads=3")) {
            LoadRun run = LoadRun.of(server.port(), server.pid(), "--workload=echo");

            assertThat(run.sample().requests()).isPositive();
            assertThat(server.threads()).isEqualTo(4);
            assertThat(ServerReady.parse(server.ready()).get("idle_threads")).isEqualTo("3");
            assertThat(server.end()).as(server.errors()).isZero();
        }
    }

    @Test
    void aServerInCAllocatesNothingOnAHeap() throws Exception {
        try (NativeServerProcess server = new NativeServerProcess("--loop=epoll-edge", "--role=echo")) {
            server.say("allocated\nallocated");

            assertThat(server.readLine()).isEqualTo("allocated bytes=0");
            assertThat(server.readLine()).isEqualTo("allocated bytes=0");
            assertThat(server.end()).isZero();
        }
    }

    @Test
    void anUnknownLineEndsTheServerAndIsNamed() throws Exception {
        try (NativeServerProcess server = new NativeServerProcess("--loop=poll", "--role=echo")) {
            server.say("collect");

            assertThat(server.errors()).contains("unknown command \"collect\"; allowed is: allocated");
            assertThat(server.end()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"unread, 1, 3", "flip, 1, 4", "drain, 16, 2"})
    void eachPieceOfWorkMakesTheCallsThatItIsAbout(String work, int depth, int fewest) throws Exception {
        try (NativeServerProcess server = new NativeServerProcess("--loop=epoll-level", "--role=modes", "--size=64")) {
            server.say("work " + work);
            assertThat(server.readLine()).isEqualTo("work " + work);

            LoadRun run = LoadRun.of(
                    server.port(),
                    server.pid(),
                    "--workload=echo",
                    "--connections=16",
                    "--depth=" + depth,
                    "--count-calls");

            WindowSample sample = run.sample();
            assumeTrue(sample.serverCalls() != null, "system calls are not counted");
            WindowSample.Calls calls = sample.serverCalls();
            assertThat(calls.all()).isGreaterThanOrEqualTo(fewest * (sample.requests() - 64));
            assertThat(calls.all()).isGreaterThanOrEqualTo(calls.waits() + calls.changes());
            assertThat(calls.changes() > 0).isEqualTo(work.equals("flip"));
            assertThat(calls.reports()).isGreaterThanOrEqualTo(sample.requests() / depth);
        }
    }

    @Test
    void aLoopThatReportsOnceIsRefusedForWorkThatLeavesKeysReady() throws Exception {
        refused("--loop: epoll-edge reports once", "--loop=epoll-edge", "--role=modes", "--size=64");
    }

    @Test
    void anUnknownLoopIsRefusedAndTheAllowedAreNamed() throws Exception {
        refused("\"kqueue\" is not one of select|poll|epoll-level|epoll-edge", "--loop=kqueue", "--role=echo");
    }

    @Test
    void anUnknownRoleIsRefusedAndTheAllowedAreNamed() throws Exception {
        refused("\"http\" is not one of echo|datagram|sink|file|modes", "--loop=poll", "--role=http");
    }

    @Test
    void aFileWithoutASizeIsRefused() throws Exception {
        refused("--size is missing: role file needs it", "--loop=poll", "--role=file");
    }

    @Test
    void moreIdleThreadsThanThereMayBeAreRefused() throws Exception {
        refused(
                "--idle-threads: \"65\" is not a whole number from 0 to 64",
                "--loop=poll",
                "--role=echo",
                "--idle-threads=65");
    }

    private static void refused(String reason, String... options) throws Exception {
        LoadRun.ofCommand(NativeServerProcess.command(options)).assertRefused(reason);
    }
}
