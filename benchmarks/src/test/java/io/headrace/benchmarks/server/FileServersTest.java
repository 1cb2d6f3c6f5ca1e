// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("cells")
class FileServersTest {
    /** More than all socket buffers on the way hold. */
    private static final int SIZE = (16 << 20) + 1;

    private static final int REQUEST = 64;
    private static final byte[] FILE = Letters.of(SIZE);

    @TempDir
    private static Path folder;

    private static RunningServer server;

    @Parameter
    private Cell cell;

    static Stream<Cell> cells() {
        String size = Integer.toString(SIZE);
        return Stream.of(
                Cell.jdk("file", size),
                Cell.headrace("tracked", "file", size),
                Cell.headrace("edge", "file", size),
                Cell.headrace("edge", "file", size).with("--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"),
                Cell.jdk("netty-file", size),
                Cell.jdk("netty-file", size, "transport=epoll"));
    }

    @BeforeParameterizedClassInvocation
    static void start(Cell cell) throws Exception {
        server = new RunningServer(cell.with("-Djava.io.tmpdir=" + folder));
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void eachRequestIsAnsweredWithTheFile() throws Exception {
        try (Peer peer = new Peer(server)) {
            for (int i = 0; i < 2; i++) {
                peer.send(new byte[REQUEST]);
                peer.assertReceives(FILE);
            }
        }
    }

    @Test
    void requestsSentTogetherAreAllAnswered() throws Exception {
        try (Peer peer = new Peer(server)) {
            peer.send(new byte[REQUEST * 3]);
            for (int i = 0; i < 3; i++) {
                peer.assertReceives(FILE);
            }
        }
    }

    @Test
    void aRequestThatComesInPiecesIsAnswered() throws Exception {
        try (Peer peer = new Peer(server)) {
            peer.send(new byte[REQUEST - 1]);
            server.awaitSleep();
            peer.send(new byte[1]);
            peer.assertReceives(FILE);
        }
    }

    @Test
    void aPeerThatReadsNothingHoldsUpNobodyAndGetsAllOfItLater() throws Exception {
        try (Peer stalled = new Peer(server);
                Peer other = new Peer(server)) {
            stalled.send(new byte[REQUEST]);
            server.awaitSleep();
            other.send(new byte[REQUEST]);
            other.assertReceives(FILE);
            stalled.assertReceives(FILE);
        }
    }

    @Test
    void aPeerThatResetsEndsItsOwnConnectionOnly() throws Exception {
        Peer gone = new Peer(server);
        gone.send(new byte[REQUEST]);
        gone.assertReceives(Letters.of(REQUEST));
        gone.reset();
        server.awaitSleep();
        eachRequestIsAnsweredWithTheFile();
    }

    @Test
    void theFileHasNoNameThatCouldBeLeftBehind() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("headrace-letters"));
        }
    }

    @Test
    void allocationIsReported() throws Exception {
        assertThat(server.allocated()).isPositive();
    }

    @Test
    void theReadyLineNamesWhatTheServerRunsOn() {
        assertThat(server.runsOn()).matches(cell.runsOn());
    }
}
