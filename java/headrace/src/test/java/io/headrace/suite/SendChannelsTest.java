// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.Feature;
import io.headrace.Headrace;
import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.HeadraceSocketOptions;
import io.headrace.PeerCredentials;
import io.headrace.TriggerMode;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.PythonPeer;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels that go to a program in Python. */
@Bounded
@NeedsFeature(Feature.PASS_CHANNELS)
class SendChannelsTest {
    /** Takes the channels of one message. */
    private static final String RECEIVE = """
            data, numbers, flags, address = socket.recv_fds(peer, 100, 20)
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needLinux() {
        Proc.assumePresent();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    @Test
    void aListenerServesItsReceiver() throws Exception {
        try (PythonPeer peer = PythonPeer.start(RECEIVE + """
                        listener = socket.socket(fileno=numbers[0])
                        listener.setblocking(True)
                        connection = listener.accept()[0]
                        connection.setblocking(True)
                        connection.sendall(b"python got " + data)
                        """);
                ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
                SocketChannel client = SocketChannel.open(listener.getLocalAddress())) {
            assertThat(Headrace.sendChannels(peer.channel, bytes("a listener"), listener))
                    .isEqualTo(10);
            ByteBuffer received = ByteBuffer.allocate(100);
            while (client.read(received) >= 0) {}
            assertThat(new String(received.array(), 0, received.position(), US_ASCII))
                    .isEqualTo("python got a listener");
            peer.end();
        }
    }

    @Test
    void everyKindOfChannelGoesWithOneMessage() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in a file");
        Pipe in = Pipe.open();
        Pipe out = Pipe.open();
        try (PythonPeer peer = PythonPeer.start(RECEIVE + """
                        tcp, udp, unix = [socket.socket(fileno=n) for n in numbers[:3]]
                        source, sink, file = numbers[3:]
                        for s in tcp, udp, unix:
                            s.setblocking(True)
                        os.set_blocking(source, True)
                        texts = [s.recv(100) for s in (tcp, udp, unix)] + [os.read(source, 100), os.pread(file, 100, 0)]
                        os.write(sink, b", ".join(texts))
                        """);
                ChannelPair tcp = ChannelPair.open();
                DatagramChannel udp =
                        DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress("127.0.0.1", 0));
                DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET);
                FileChannel opened = FileChannel.open(file)) {
            tcp.client.write(bytes("by tcp"));
            sender.send(bytes("by udp"), udp.getLocalAddress());
            in.sink().write(bytes("by pipe"));
            try (PythonPeer local = PythonPeer.start("peer.sendall(b'by unix'); peer.recv(1)")) {
                Headrace.sendChannels(
                        peer.channel, bytes("all"), tcp.server, udp, local.channel, in.source(), out.sink(), opened);
                ByteBuffer answer = ByteBuffer.allocate(200);
                out.source().read(answer);
                assertThat(new String(answer.array(), 0, answer.position(), US_ASCII))
                        .isEqualTo("by tcp, by udp, by unix, by pipe, in a file");
            }
            assertThat(opened.position()).isZero();
            peer.end();
        } finally {
            for (Channel each : new Channel[] {in.source(), in.sink(), out.source(), out.sink()}) {
                each.close();
            }
        }
    }

    /** Its selector would else hear of the connection for as long as the receiver uses it. */
    @ParameterizedTest
    @EnumSource
    void aSelectorForgetsAChannelThatWasPassedAndClosed(TriggerMode mode) throws Exception {
        try (PythonPeer peer = PythonPeer.start(RECEIVE + """
                        connection = socket.socket(fileno=numbers[0])
                        connection.setblocking(True)
                        while connection.recv(1):
                            connection.send(b"x")
                        """);
                ChannelPair tcp = ChannelPair.openNonBlocking();
                HeadraceSelector selector = HeadraceSelectorProvider.provider().openSelector(mode)) {
            tcp.server.register(selector, SelectionKey.OP_READ);
            selector.selectNow();
            assertThat(Headrace.sendChannels(peer.channel, bytes("x"), tcp.server))
                    .isEqualTo(1);
            tcp.server.close();
            selector.selectNow();
            long events = selector.statistics().events() + selector.statistics().staleEvents();
            tcp.client.configureBlocking(true);
            for (int i = 0; i < 5; i++) {
                tcp.client.write(bytes("y"));
                assertThat(tcp.client.read(ByteBuffer.allocate(1))).isEqualTo(1);
                selector.selectNow();
            }
            assertThat(selector.statistics().events() + selector.statistics().staleEvents())
                    .isEqualTo(events);
            tcp.client.shutdownOutput();
            peer.end();
        }
    }

    /** Close of a registered connection with unread input sends the end first: not if another process has it too. */
    @Test
    void closeShutsDownNothingOfAChannelThatWasPassed() throws Exception {
        try (PythonPeer peer = PythonPeer.start(RECEIVE + """
                        connection = socket.socket(fileno=numbers[0])
                        connection.setblocking(True)
                        peer.recv(1)
                        connection.sendall(b"got " + connection.recv(100))
                        """);
                ChannelPair tcp = ChannelPair.openNonBlocking();
                Selector selector = Selector.open()) {
            tcp.server.register(selector, SelectionKey.OP_READ);
            tcp.client.write(bytes("hello"));
            selector.select();
            Headrace.sendChannels(peer.channel, bytes("x"), tcp.server);
            tcp.server.close();
            selector.selectNow();
            peer.tell("y");
            tcp.client.configureBlocking(true);
            ByteBuffer received = ByteBuffer.allocate(100);
            while (tcp.client.read(received) >= 0) {}
            assertThat(new String(received.array(), 0, received.position(), US_ASCII))
                    .isEqualTo("got hello");
            peer.end();
        }
    }

    @Test
    void withoutRoomNothingIsSent() throws Exception {
        Path full = folder.resolve("full");
        try (PythonPeer peer = PythonPeer.start("""
                        import time
                        while not os.path.exists("%s"):
                            time.sleep(0.01)
                        count = 0
                        while True:
                            data, numbers, flags, address = socket.recv_fds(peer, 1 << 20, 20)
                            if not data:
                                break
                            count += len(numbers)
                        assert count == 1, count
                        """.formatted(full));
                Pipe.SinkChannel sink = sinkOfNobody()) {
            peer.channel.configureBlocking(false);
            Waiting.untilFull(peer.channel);
            for (int i = 0; i < 3; i++) {
                assertThat(Headrace.sendChannels(peer.channel, bytes("x"), sink))
                        .isZero();
            }
            Files.createFile(full);
            try (Selector selector = Selector.open()) {
                SelectionKey key = peer.channel.register(selector, SelectionKey.OP_WRITE);
                Waiting.untilReady(key, SelectionKey.OP_WRITE);
            }
            peer.channel.configureBlocking(true);
            assertThat(Headrace.sendChannels(peer.channel, bytes("x"), sink)).isEqualTo(1);
            peer.channel.shutdownOutput();
            peer.end();
        }
    }

    private static Pipe.SinkChannel sinkOfNobody() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().close();
        return pipe.sink();
    }

    /** More bytes than one system call takes. */
    @Test
    void channelsGoOnceWithALongMessage() throws Exception {
        int length = 3 << 20;
        try (PythonPeer peer = PythonPeer.start("""
                        total = count = 0
                        while total < %d:
                            data, numbers, flags, address = socket.recv_fds(peer, 1 << 16, 20)
                            if numbers:
                                count += len(numbers)
                                assert total == 0
                            total += len(data)
                            assert data
                        sys.exit(count != 1)
                        """.formatted(length));
                Pipe.SinkChannel sink = sinkOfNobody()) {
            assertThat(Headrace.sendChannels(peer.channel, ByteBuffer.allocate(length), sink))
                    .isEqualTo(length);
            peer.end();
        }
    }

    @Test
    void thePeerHasItsCredentials() throws Exception {
        try (PythonPeer peer = PythonPeer.start("""
                        peer.send(b"%d %d" % (os.getuid(), os.getgid()))
                        peer.shutdown(socket.SHUT_WR)
                        peer.recv(1)
                        """)) {
            PeerCredentials who = peer.channel.getOption(HeadraceSocketOptions.SO_PEERCRED);
            assertThat(who.pid()).isEqualTo(peer.pid());
            assertThat(peer.answer()).isEqualTo(who.uid() + " " + who.gid());
            assertThat(HeadraceSocketOptions.of(peer.channel)).containsExactly(HeadraceSocketOptions.SO_PEERCRED);
            assertThatThrownBy(() -> peer.channel.setOption(HeadraceSocketOptions.SO_PEERCRED, who))
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessageContaining("read only");
        }
        try (SocketChannel alone = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThatThrownBy(() -> alone.getOption(HeadraceSocketOptions.SO_PEERCRED))
                    .isExactlyInstanceOf(SocketException.class);
        }
    }

    @Test
    void wrongArgumentsAreRefusedAndNothingIsLeftBehind() throws Exception {
        int before = Proc.descriptors();
        try (PythonPeer peer = PythonPeer.start("peer.recv(1)");
                ChannelPair tcp = ChannelPair.open();
                SocketChannel unconnected = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            SocketChannel closed = SocketChannel.open();
            closed.close();
            FileChannel file =
                    FileChannel.open(folder.resolve("new"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            file.close();
            Channel[] many = new Channel[254];
            Arrays.fill(many, tcp.server);
            Channel foreign = java.nio.channels.Channels.newChannel(System.in);
            check(IllegalArgumentException.class, "Unix domain", tcp.client, "x", tcp.server);
            check(IllegalArgumentException.class, "remaining", peer.channel, "", tcp.server);
            check(IllegalArgumentException.class, "allowed are 253", peer.channel, "x", many);
            check(IllegalArgumentException.class, "neither", peer.channel, "x", foreign);
            check(NullPointerException.class, "channel", peer.channel, "x", tcp.server, null);
            check(ClosedChannelException.class, null, peer.channel, "x", tcp.server, closed);
            check(ClosedChannelException.class, null, peer.channel, "x", tcp.server, file);
            check(NotYetConnectedException.class, null, unconnected, "x", tcp.server);
        }
        Waiting.until("no descriptor is left", () -> Proc.descriptors() <= before);
    }

    private static void check(
            Class<? extends Exception> expected, String text, SocketChannel over, String bytes, Channel... channels) {
        assertThatThrownBy(() -> Headrace.sendChannels(over, bytes(bytes), channels))
                .isInstanceOf(expected)
                .satisfies(e -> assertThat(text == null || e.getMessage().contains(text))
                        .as(e.getMessage())
                        .isTrue());
    }
}
