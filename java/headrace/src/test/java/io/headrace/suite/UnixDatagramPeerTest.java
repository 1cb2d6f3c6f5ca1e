// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.AbstractNamespaceAddress;
import io.headrace.Feature;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Tool;
import io.headrace.suite.support.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams of the Unix domain to and from a peer in Python. */
@Bounded
@NeedsFeature(Feature.UNIX_DATAGRAM)
class UnixDatagramPeerTest {
    /** Returns so many datagrams to their senders, their bytes in reverse. A name that begins with @ is abstract. */
    private static final String ECHO = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            name = sys.argv[1]
            s.bind(chr(0) + name[1:] if name[0] == "@" else name)
            print("bound", flush=True)
            for i in range(int(sys.argv[2])):
                data, peer = s.recvfrom(300000)
                s.sendto(data[::-1], peer)
            """;

    /** Sends so many numbered datagrams without having a name. */
    private static final String SENDER = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            for i in range(int(sys.argv[2])):
                s.sendto(str(i).encode(), sys.argv[1])
            """;

    @TempDir
    private Path folder;

    @AutoClose
    private final DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.UNIX);

    UnixDatagramPeerTest() throws IOException {}

    @BeforeAll
    static void needPython() {
        Proc.assumePresent();
        Tool.assumePresent("python3");
    }

    private static Process python(String program, String name, int count) throws IOException {
        return new ProcessBuilder("python3", "-c", program, name, "" + count)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file, file", "file, abstract", "abstract, file", "abstract, any"})
    void datagramsOfEachLengthComeBack(String names) throws Exception {
        String[] kinds = names.split(", ");
        SocketAddress to = address(kinds[0], "peer");
        channel.bind(address(kinds[1], "own"));
        int count = 100;
        Process peer = python(ECHO, text(to), count);
        try (BufferedReader lines = peer.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("bound");
            Random random = new Random(1);
            for (int i = 0; i < count; i++) {
                byte[] bytes = new byte[i % 10 == 0 ? random.nextInt(150_000) : random.nextInt(2000)];
                random.nextBytes(bytes);
                assertThat(channel.send(ByteBuffer.wrap(bytes), to)).isEqualTo(bytes.length);
                ByteBuffer room = ByteBuffer.allocate(200_000);
                assertThat(channel.receive(room)).isEqualTo(to);
                assertThat(reversed(room.flip())).isEqualTo(bytes);
            }
        }
        assertThat(peer.waitFor()).isZero();
    }

    private SocketAddress address(String kind, String name) {
        return switch (kind) {
            case "file" -> UnixDomainSocketAddress.of(folder.resolve(name));
            case "abstract" -> AbstractNamespaceAddress.of(folder + name);
            default -> null;
        };
    }

    private static String text(SocketAddress address) {
        return address.toString();
    }

    private static byte[] reversed(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        for (int i = bytes.length - 1; i >= 0; i--) {
            bytes[i] = buffer.get();
        }
        return bytes;
    }

    @Test
    void aPeerThatSendsFasterThanWeReceiveLosesNothing() throws Exception {
        Path path = folder.resolve("own");
        channel.bind(UnixDomainSocketAddress.of(path)).configureBlocking(false);
        int count = 5_000;
        Process peer = python(SENDER, path.toString(), count);
        try (Selector selector = Selector.open()) {
            SelectionKey key = channel.register(selector, OP_READ);
            ByteBuffer room = ByteBuffer.allocate(100);
            for (int i = 0; i < count; i++) {
                Waiting.untilReady(key, OP_READ);
                assertThat(channel.receive(room.clear())).isEqualTo(UnixDomainSocketAddress.of(""));
                assertThat(new String(room.array(), 0, room.position())).isEqualTo("" + i);
            }
        }
        assertThat(peer.waitFor()).isZero();
    }
}
