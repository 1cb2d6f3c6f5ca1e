// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("commands")
class FileServersTest extends ServersTest {
    /** More than all socket buffers on the way hold. */
    private static final int SIZE = (16 << 20) + 1;

    private static final int REQUEST = 64;
    private static final byte[] FILE = Letters.of(SIZE);

    static Stream<ServerCommand> commands() {
        String size = Integer.toString(SIZE);
        return Stream.of(
                ServerCommand.jdk("file", size),
                ServerCommand.headrace("tracked", "file", size),
                ServerCommand.headrace("edge", "file", size),
                ServerCommand.headrace("edge", "file", size).with("--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"),
                ServerCommand.jdk("netty-file", size),
                ServerCommand.jdk("netty-file", size, "transport=epoll"));
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
        assertThat(server.openFiles())
                .filteredOn(file -> file.contains("headrace-letters"))
                .singleElement()
                .asString()
                .endsWith(" (deleted)");
    }
}
