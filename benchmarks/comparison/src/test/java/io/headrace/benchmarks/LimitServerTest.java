// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitServerTest {
    private static final int PATIENCE_MS = 10_000;
    private static final List<String> ENGINES = List.of("select", "poll", "epoll-level", "epoll-edge");

    private static Stream<Arguments> work() {
        return ENGINES.stream()
                .flatMap(engine -> Stream.of(
                        Arguments.of(engine, "echo", "", "--workload=echo --idle=600"),
                        Arguments.of(engine, "echo", "", "--workload=echo --depth=16 --rate=1000"),
                        Arguments.of(engine, "echo", "", "--workload=echo --size=3000000 --depth=2"),
                        Arguments.of(engine, "echo", "", "--workload=accept --idle=10"),
                        Arguments.of(engine, "datagram", "", "--workload=datagram --size=1000"),
                        Arguments.of(engine, "sink", "", "--workload=flood"),
                        Arguments.of(engine, "file", "--size=1000003", "--workload=file --size=1000003 --depth=3")));
    }

    @ParameterizedTest
    @MethodSource("work")
    void everyRoleAnswersEveryByteOnEveryEngine(String engine, String role, String size, String load) throws Exception {
        String[] options = Stream.of("--engine=" + engine, "--role=" + role, size)
                .filter(option -> !option.isEmpty())
                .toArray(String[]::new);
        try (LimitProcess server = new LimitProcess(options)) {
            assertThat(ServerReady.parse(server.ready()).get("engine")).isEqualTo(engine);
            LoadRun run = LoadRun.of(server.port(), server.pid(), load.split(" "));
            assertThat(run.sample().requests()).isPositive();
            assertThat(server.end()).as(server.errors()).isZero();
        }
    }

    @Test
    void selectEndsWithAMessageAtADescriptorBeyondFdSetsize() throws Exception {
        try (LimitProcess server = new LimitProcess("--engine=select", "--role=echo")) {
            LoadRun run = LoadRun.of(server.port(), server.pid(), "--workload=echo", "--connections=1100");
            assertThat(run.status()).isEqualTo(1);
            assertThat(server.errors()).contains("below FD_SETSIZE (1024) only");
            assertThat(server.end()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "poll", "epoll-level", "epoll-edge"})
    void anEndThatComesWithTheLastBytesIsSeen(String engine) throws Exception {
        try (LimitProcess server = new LimitProcess("--engine=" + engine, "--role=echo");
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
        try (LimitProcess server = new LimitProcess("--engine=epoll-level", "--role=echo", "--idle-threads=3")) {
            LoadRun run = LoadRun.of(server.port(), server.pid(), "--workload=echo");

            assertThat(run.sample().requests()).isPositive();
            assertThat(server.threads()).isEqualTo(4);
            assertThat(ServerReady.parse(server.ready()).get("idle_threads")).isEqualTo("3");
            assertThat(server.end()).as(server.errors()).isZero();
        }
    }

    @Test
    void aServerInCAllocatesNothingOnAHeap() throws Exception {
        try (LimitProcess server = new LimitProcess("--engine=epoll-edge", "--role=echo")) {
            server.say("allocated\nallocated");

            assertThat(server.readLine()).isEqualTo("allocated bytes=0");
            assertThat(server.readLine()).isEqualTo("allocated bytes=0");
            assertThat(server.end()).isZero();
        }
    }

    @Test
    void anUnknownLineEndsTheServerAndIsNamed() throws Exception {
        try (LimitProcess server = new LimitProcess("--engine=poll", "--role=echo")) {
            server.say("collect");

            assertThat(server.errors()).contains("unknown command \"collect\"; allowed is: allocated");
            assertThat(server.end()).isEqualTo(2);
        }
    }

    @Test
    void anUnknownEngineIsRefusedAndTheAllowedAreNamed() throws Exception {
        refused("\"kqueue\" is not one of select|poll|epoll-level|epoll-edge", "--engine=kqueue", "--role=echo");
    }

    @Test
    void anUnknownRoleIsRefusedAndTheAllowedAreNamed() throws Exception {
        refused("\"http\" is not one of echo|datagram|sink|file", "--engine=poll", "--role=http");
    }

    @Test
    void aFileWithoutASizeIsRefused() throws Exception {
        refused("--size is missing: role file needs it", "--engine=poll", "--role=file");
    }

    @Test
    void moreIdleThreadsThanThereMayBeAreRefused() throws Exception {
        refused(
                "--idle-threads: \"65\" is not a whole number from 0 to 64",
                "--engine=poll",
                "--role=echo",
                "--idle-threads=65");
    }

    private static void refused(String reason, String... options) throws Exception {
        LoadRun.ofCommand(LimitProcess.command(options)).assertRefused(reason);
    }
}
