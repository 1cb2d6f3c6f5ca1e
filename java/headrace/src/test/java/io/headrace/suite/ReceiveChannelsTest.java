// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.Feature;
import io.headrace.Headrace;
import io.headrace.ReceivedChannels;
import io.headrace.suite.program.ReceiveLimitProgram;
import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.PythonPeer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels that come from a program in Python. */
@Bounded
@NeedsFeature(Feature.PASS_CHANNELS)
class ReceiveChannelsTest {
    /** A pipe whose writing end goes to Java and is kept by nobody else; its end is told. */
    private static final String TELLS_OF_THE_END = """
            reader, writer = os.pipe()
            socket.send_fds(peer, [b"x"], [writer, writer, writer])
            os.close(writer)
            assert os.read(reader, 1) == b""
            peer.send(b"end")
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needLinux() {
        Proc.assumePresent();
    }

    private static ReceivedChannels receive(PythonPeer peer) throws IOException {
        return Headrace.receiveChannels(peer.channel, ByteBuffer.allocate(100));
    }

    private static String text(ReadableByteChannel from) throws IOException {
        ByteBuffer received = ByteBuffer.allocateDirect(100);
        from.read(received);
        byte[] bytes = new byte[received.flip().remaining()];
        received.get(bytes);
        return new String(bytes, US_ASCII);
    }

    @Test
    void everyKindOfSocketIsAChannel() throws Exception {
        try (PythonPeer peer = PythonPeer.start("""
                        tcp = socket.create_server(("127.0.0.1", 0))
                        client = socket.create_connection(tcp.getsockname())
                        client.send(b"by tcp")
                        local = socket.socketpair()
                        local[0].send(b"by unix")
                        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                        udp.bind(("127.0.0.1", 0))
                        udp.connect(udp.getsockname())
                        udp.send(b"by udp")
                        fresh = socket.socket()
                        sockets = [tcp, local[1], udp, fresh]
                        socket.send_fds(peer, [b"sockets"], [s.fileno() for s in sockets])
                        for s in sockets:
                            s.close()
                        peer.send(b"hello" + peer.recv(5))
                        assert fresh
                        """);
                ReceivedChannels received = receive(peer)) {
            assertThat(received.bytes()).isEqualTo(7);
            assertThat(received.count()).isEqualTo(4);
            assertThat(received.isTruncated()).isFalse();
            try (ServerSocketChannel tcp = received.take(0, ServerSocketChannel.class);
                    SocketChannel connection = tcp.accept();
                    SocketChannel unix = received.take(1, SocketChannel.class);
                    DatagramChannel udp = received.take(2, DatagramChannel.class);
                    SocketChannel fresh = received.take(3, SocketChannel.class)) {
                assertThat(text(connection)).isEqualTo("by tcp");
                assertThat(text(unix)).isEqualTo("by unix");
                assertThat(text(udp)).isEqualTo("by udp");
                assertThat(udp.getRemoteAddress()).isEqualTo(udp.getLocalAddress());
                assertThat(fresh.isConnected()).isFalse();
                assertThat(fresh.getLocalAddress()).isNull();
                assertThat(fresh.connect(tcp.getLocalAddress())).isTrue();
            }
            peer.tell("world");
            assertThat(peer.answer()).isEqualTo("helloworld");
            peer.end();
        }
    }

    @Test
    void pipesAndFilesAreChannelsOfTheirAccess() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "0123456789");
        try (PythonPeer peer = PythonPeer.start("""
                        name = %s
                        reader, writer = os.pipe()
                        numbers = [os.open(name, f) for f in (os.O_RDONLY, os.O_WRONLY | os.O_APPEND, os.O_RDWR)]
                        os.lseek(numbers[0], 5, 0)
                        socket.send_fds(peer, [b"x"], [reader, writer] + numbers)
                        """.formatted("'" + file + "'"));
                ReceivedChannels received = receive(peer);
                Pipe.SourceChannel source = received.take(0, Pipe.SourceChannel.class);
                Pipe.SinkChannel sink = received.take(1, Pipe.SinkChannel.class);
                FileChannel reading = received.take(2, FileChannel.class);
                FileChannel appending = received.take(3, FileChannel.class);
                FileChannel both = received.take(4, FileChannel.class)) {
            sink.write(ByteBuffer.wrap("by pipe".getBytes(US_ASCII)));
            assertThat(text(source)).isEqualTo("by pipe");
            assertThat(reading.position()).isEqualTo(5);
            assertThat(text(reading)).isEqualTo("56789");
            assertThatThrownBy(() -> reading.write(ByteBuffer.allocate(1)))
                    .isExactlyInstanceOf(NonWritableChannelException.class);
            appending.write(ByteBuffer.wrap("+".getBytes(US_ASCII)));
            assertThatThrownBy(() -> appending.read(ByteBuffer.allocate(1)))
                    .isExactlyInstanceOf(NonReadableChannelException.class);
            both.write(ByteBuffer.wrap("ab".getBytes(US_ASCII)));
            assertThat(text(both)).isEqualTo("23456789+");
            assertThat(both.size()).isEqualTo(11);
            assertThat(Files.readString(file)).isEqualTo("ab23456789+");
            peer.end();
        }
    }

    @Test
    void whatJavaNioHasNoChannelForIsNamed() throws Exception {
        String[] problems = {
            "a socket that is neither of a stream nor of datagrams",
            "a pipe that is open for reading and writing",
            "neither a socket nor a pipe nor a file",
            "neither a socket nor a pipe nor a file",
            "a socket of a family that is neither of the internet nor of the Unix domain"
        };
        try (PythonPeer peer = PythonPeer.start("""
                        import select
                        packets = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)[0].detach()
                        reader, writer = os.pipe()
                        both = os.open("/proc/self/fd/%d" % reader, os.O_RDWR)
                        queue = select.epoll()
                        netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM)
                        numbers = [packets, both, os.open("/", os.O_RDONLY), queue.fileno(), netlink.fileno()]
                        socket.send_fds(peer, [b"x"], numbers)
                        """);
                ReceivedChannels received = receive(peer)) {
            assertThat(received.count()).isEqualTo(problems.length);
            for (int i = 0; i < problems.length; i++) {
                int index = i;
                assertThatThrownBy(() -> received.take(index))
                        .isExactlyInstanceOf(UnsupportedOperationException.class)
                        .hasMessage("channel " + i + " is " + problems[i]);
            }
        }
    }

    @Test
    void whatNobodyTookIsClosed() throws Exception {
        try (PythonPeer peer = PythonPeer.start(TELLS_OF_THE_END)) {
            ReceivedChannels received = receive(peer);
            Pipe.SinkChannel taken = received.take(1, Pipe.SinkChannel.class);
            received.close();
            assertThat(taken.isOpen()).isTrue();
            assertThatThrownBy(() -> received.take(0))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is closed");
            taken.close();
            received.close();
            assertThat(peer.answer()).isEqualTo("end");
        }
    }

    @Test
    void aPlainReadTakesNoChannels() throws Exception {
        try (PythonPeer peer = PythonPeer.start(TELLS_OF_THE_END)) {
            assertThat(peer.answer()).isEqualTo("xend");
        }
    }

    @Test
    void oneOfAnotherKindIsClosedAndNamed() throws Exception {
        try (PythonPeer peer = PythonPeer.start(TELLS_OF_THE_END)) {
            try (ReceivedChannels received = receive(peer)) {
                assertThatThrownBy(() -> received.take(0, SocketChannel.class))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("java.nio.channels.SocketChannel");
                assertThatThrownBy(() -> received.take(0)).hasMessageContaining("taken before");
                assertThatThrownBy(() -> received.take(3)).isExactlyInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThat(peer.answer()).isEqualTo("end");
        }
    }

    /** Also for bytes without channels, and in non-blocking mode with a selector. */
    @Test
    void eachCallReturnsTheChannelsOfOneMessage() throws Exception {
        try (PythonPeer peer = PythonPeer.start("""
                        socket.send_fds(peer, [b"first"], [0])
                        socket.send_fds(peer, [b"second"], [0, 1])
                        peer.recv(1)
                        peer.send(b"third")
                        """);
                Selector selector = Selector.open()) {
            peer.channel.configureBlocking(false);
            SelectionKey key = peer.channel.register(selector, SelectionKey.OP_READ);
            int[] lengths = {5, 6};
            for (int i = 0; i < 2; i++) {
                selector.select();
                selector.selectedKeys().clear();
                try (ReceivedChannels received = receive(peer)) {
                    assertThat(received.bytes()).isEqualTo(lengths[i]);
                    assertThat(received.count()).isEqualTo(i + 1);
                }
            }
            try (ReceivedChannels nothing = receive(peer)) {
                assertThat(nothing.bytes()).isZero();
                assertThat(nothing.count()).isZero();
            }
            assertThat(key.isValid()).isTrue();
            peer.tell("x");
            selector.select();
            assertThat(text(peer.channel)).isEqualTo("third");
            selector.selectedKeys().clear();
            selector.select();
            assertThat(receive(peer).bytes()).isEqualTo(-1);
        }
    }

    @Test
    void closeAndInterruptEndAReceive() throws Exception {
        try (PythonPeer peer = PythonPeer.start("peer.recv(1)")) {
            Background<ReceivedChannels> blocked = Background.startBlockedIn("read", () -> receive(peer));
            peer.channel.close();
            assertThat(blocked.failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
        }
        try (PythonPeer peer = PythonPeer.start("peer.recv(1)")) {
            Background<ReceivedChannels> blocked = Background.startBlockedIn("read", () -> receive(peer));
            blocked.thread.interrupt();
            assertThat(blocked.failure()).isExactlyInstanceOf(ClosedByInterruptException.class);
        }
    }

    @Test
    void anInterruptedThreadReceivesNothing() throws Exception {
        try (PythonPeer peer = PythonPeer.start("peer.recv(1)")) {
            ByteBuffer buffer = ByteBuffer.allocate(1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Headrace.receiveChannels(peer.channel, buffer))
                    .isExactlyInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(buffer.position()).isZero();
            assertThat(peer.channel.isOpen()).isFalse();
        }
    }

    @Test
    void whatIsTakenAndWhatIsNotLeavesNoDescriptor() throws IOException {
        try (PythonPeer peer = PythonPeer.start("""
                        device = os.open("/dev/null", os.O_RDWR)
                        try:
                            while True:
                                socket.send_fds(peer, [b"x"], [device, device, peer.fileno()])
                        except OSError:
                            pass
                        """)) {
            Proc.requireNoLeak(times -> {
                for (int i = 0; i < times; i++) {
                    try (ReceivedChannels received = Headrace.receiveChannels(peer.channel, ByteBuffer.allocate(1))) {
                        received.take(0).close();
                        received.take(2).close();
                    }
                }
            });
        }
    }

    @Test
    void whatDoesNotFitIntoTheProcessIsTold() throws Exception {
        assertThat(new ForkedJvm(ReceiveLimitProgram.class)
                        .under("sh", "-c", "ulimit -n 300; exec \"$@\"", "sh")
                        .run(folder.resolve("socket").toString()))
                .containsExactly("came 1, truncated true", "came 3, truncated false");
    }

    @Test
    void wrongArgumentsAreRefused() throws Exception {
        try (ChannelPair tcp = ChannelPair.open();
                ByteChannel unconnected = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThatThrownBy(() -> Headrace.receiveChannels(tcp.client, ByteBuffer.allocate(1)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Unix domain");
            assertThatThrownBy(() -> Headrace.receiveChannels((SocketChannel) unconnected, ByteBuffer.allocate(0)))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Headrace.receiveChannels(
                            (SocketChannel) unconnected, ByteBuffer.allocate(1).asReadOnlyBuffer()))
                    .isInstanceOf(RuntimeException.class);
        }
    }
}
