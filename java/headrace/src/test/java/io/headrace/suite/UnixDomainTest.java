// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.NeedsUnixDomain;
import io.headrace.suite.support.OnHeadrace;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Channels of the Unix domain: their addresses, and what they have in common with TCP's. */
@Bounded
@NeedsUnixDomain
class UnixDomainTest {
    private static final UnixDomainSocketAddress UNNAMED = UnixDomainSocketAddress.of("");

    @TempDir
    private Path folder;

    @AutoClose
    private final ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);

    @AutoClose
    private final SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);

    UnixDomainTest() throws IOException {}

    private UnixDomainSocketAddress at(String name) {
        return UnixDomainSocketAddress.of(folder.resolve(name));
    }

    @Test
    void aListenerBoundToNothingIsAFileInTheTemporaryFolder() throws IOException {
        listener.bind(null);
        Path path = ((UnixDomainSocketAddress) listener.getLocalAddress()).getPath();
        try {
            assertThat(path.getParent()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
            assertThat(path.getFileName().toString()).startsWith("socket_");
            client.connect(listener.getLocalAddress());
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void aListenerBoundToTheUnnamedAddressIsRefused() {
        assertThatThrownBy(() -> listener.bind(UNNAMED)).isExactlyInstanceOf(BindException.class);
    }

    @Test
    void aClientBoundToNothingIsUnnamedAndBound() throws IOException {
        assertThat(client.getLocalAddress()).isNull();
        client.bind(null);
        assertThat(client.getLocalAddress()).isEqualTo(UNNAMED);
        assertThatThrownBy(() -> client.bind(at("c"))).isExactlyInstanceOf(AlreadyBoundException.class);
    }

    @Test
    void connectingLeavesTheClientUnnamed() throws IOException {
        client.connect(listener.bind(at("s")).getLocalAddress());
        assertThat(client.getLocalAddress()).isEqualTo(UNNAMED);
        assertThat(client.getRemoteAddress()).isEqualTo(at("s"));
        try (SocketChannel server = listener.accept()) {
            assertThat(server.getLocalAddress()).isEqualTo(at("s"));
            assertThat(server.getRemoteAddress()).isEqualTo(UNNAMED);
        }
    }

    @Test
    void closingEndsABlockedReadAndThePeerReadsTheEnd() throws Exception {
        client.connect(listener.bind(at("s")).getLocalAddress());
        try (SocketChannel server = listener.accept()) {
            Background<Integer> read =
                    Background.startBlockedIn("read", () -> client.read(ByteBuffer.allocateDirect(1)));
            client.close();
            assertThat(read.failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
            assertThat(server.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void theListenerSeesWhereTheClientIsBound() throws IOException {
        listener.bind(at("s"));
        client.bind(at("c")).connect(at("s"));
        assertThat(client.getLocalAddress()).isEqualTo(at("c"));
        try (SocketChannel server = listener.accept()) {
            assertThat(server.getRemoteAddress()).isEqualTo(at("c"));
        }
    }

    @Test
    void theFileOutlivesTheListenerAndIsInTheWayOfTheNext() throws IOException {
        listener.bind(at("s")).close();
        assertThat(at("s").getPath()).exists();
        try (ServerSocketChannel next = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThatThrownBy(() -> next.bind(at("s"))).isExactlyInstanceOf(BindException.class);
        }
        assertThatThrownBy(() -> client.connect(at("s"))).isExactlyInstanceOf(ConnectException.class);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aConnectToNoFileIsASocketException() {
        assertThatThrownBy(() -> client.connect(at("s")))
                .isExactlyInstanceOf(SocketException.class)
                .hasMessage("No such file or directory");
    }

    @Test
    void pathsAreTakenUpToTheSystemsLength() throws IOException {
        int before = folder.toString().length() + 1;
        int longest = System.getProperty("os.name").equals("Linux") ? 106 : 102;
        for (int length : new int[] {100, 102, 103, 105, 106, 107, 108, 109, 113, 200}) {
            UnixDomainSocketAddress address = at("x".repeat(length - before));
            try (ServerSocketChannel each = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                    SocketChannel other = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                if (length <= longest) {
                    other.connect(each.bind(address).getLocalAddress());
                    assertThat(other.getRemoteAddress()).isEqualTo(address);
                } else {
                    for (ThrowingCallable call : List.<ThrowingCallable>of(
                            () -> each.bind(address), () -> other.bind(address), () -> other.connect(address))) {
                        assertThatThrownBy(call)
                                .isExactlyInstanceOf(SocketException.class)
                                .hasMessage("Unix domain path too long");
                    }
                }
            }
        }
    }

    @Test
    void addressesOfOtherFamiliesAreRefused() {
        InetSocketAddress other = new InetSocketAddress("127.0.0.1", 1);
        assertThatThrownBy(() -> listener.bind(other)).isExactlyInstanceOf(UnsupportedAddressTypeException.class);
        assertThatThrownBy(() -> client.bind(other)).isExactlyInstanceOf(UnsupportedAddressTypeException.class);
        assertThatThrownBy(() -> client.connect(other)).isExactlyInstanceOf(UnsupportedAddressTypeException.class);
        assertThatThrownBy(() -> client.connect(null)).isExactlyInstanceOf(NullPointerException.class);
    }

    @Test
    void thereAreNoAdaptors() {
        assertThatThrownBy(client::socket).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(listener::socket).isExactlyInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void thePeersCredentialsAreReadOnly() throws IOException {
        listener.bind(at("s"));
        assertThatThrownBy(() -> Credentials.of(client)).isInstanceOf(SocketException.class);
        client.connect(at("s"));
        Credentials.expectMineAndReadOnly(client);
    }

    /** Apart, as a Java without the module jdk.net could not load the rest. */
    private static final class Credentials {
        static UnixDomainPrincipal of(SocketChannel client) throws IOException {
            return client.getOption(ExtendedSocketOptions.SO_PEERCRED);
        }

        static void expectMineAndReadOnly(SocketChannel client) throws IOException {
            UnixDomainPrincipal peer = of(client);
            assertThat(peer.user().getName()).isEqualTo(System.getProperty("user.name"));
            assertThat(peer.group().getName()).isNotEmpty();
            assertThatThrownBy(() -> client.setOption(ExtendedSocketOptions.SO_PEERCRED, peer))
                    .isExactlyInstanceOf(SocketException.class);
        }
    }

    @Test
    void aSelectorTellsOfBothDirectionsAgainAndAgain() throws IOException {
        client.connect(listener.bind(at("s")).getLocalAddress());
        client.configureBlocking(false);
        try (SocketChannel server = listener.accept();
                Selector selector = Selector.open()) {
            server.configureBlocking(false);
            SelectionKey reading = server.register(selector, OP_READ);
            ByteBuffer bytes = ByteBuffer.allocate(100);
            for (int i = 0; i < 3; i++) {
                client.write(ByteBuffer.allocate(10));
                assertThat(selector.select()).isEqualTo(1);
                assertThat(server.read(bytes.clear())).isEqualTo(10);
                selector.selectedKeys().clear();
                assertThat(selector.selectNow()).isZero();
            }
            SelectionKey writing = client.register(selector, OP_WRITE);
            ByteBuffer full = ByteBuffer.allocate(1 << 20);
            while (client.write(full.clear()) > 0) {}
            assertThat(selector.select()).isEqualTo(1);
            assertThat(selector.selectedKeys()).containsExactly(reading);
            while (server.read(full.clear()) > 0) {}
            selector.selectedKeys().clear();
            assertThat(selector.select()).isEqualTo(1);
            assertThat(selector.selectedKeys()).containsExactly(writing);
        }
    }

    @Test
    void whatIsLeftUnreadIsSelectedAgain() throws IOException {
        client.connect(listener.bind(at("s")).getLocalAddress());
        try (SocketChannel server = listener.accept();
                Selector selector = Selector.open()) {
            server.configureBlocking(false).register(selector, OP_READ);
            client.write(ByteBuffer.allocate(10));
            client.write(ByteBuffer.allocate(10));
            for (int size : new int[] {0, 5, 3, 10}) {
                assertThat(selector.select()).isEqualTo(1);
                selector.selectedKeys().clear();
                assertThat(server.read(ByteBuffer.allocate(size))).isEqualTo(size);
            }
            assertThat(selector.select()).isEqualTo(1);
            selector.selectedKeys().clear();
            assertThat(server.read(ByteBuffer.allocate(100))).isEqualTo(2);
            assertThat(selector.selectNow()).isZero();
        }
    }

    /** The JDK takes such a connection for made. */
    @Test
    @OnHeadrace
    @DisabledIfSystemProperty(
            named = "io.headrace.backend",
            matches = "kqueue",
            disabledReason = "filt_sowrite: silent while not connected; unp_connect refuses where the queue is full")
    void aNonBlockingConnectToAFullQueueIsPendingUntilThereIsRoom() throws IOException {
        listener.bind(at("s"), 1);
        List<SocketChannel> queue = fill();
        client.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            client.register(selector, OP_CONNECT);
            assertThat(client.connect(at("s"))).isFalse();
            assertThat(client.finishConnect()).isFalse();
            listener.accept().close();
            assertThat(selector.select()).isEqualTo(1);
            assertThat(client.finishConnect()).isTrue();
        }
        for (SocketChannel each : queue) {
            each.close();
        }
    }

    /** The system finds such a socket ready at any time. Two milliseconds lie between tries. */
    @Test
    @OnHeadrace
    @DisabledIfSystemProperty(
            named = "io.headrace.backend",
            matches = "kqueue",
            disabledReason = "filt_sowrite: silent while not connected; unp_connect refuses where the queue is full")
    void aSelectorDoesNotSpinWhileTheQueueIsFull() throws IOException {
        listener.bind(at("s"), 1);
        List<SocketChannel> queue = fill();
        client.configureBlocking(false);
        client.connect(at("s"));
        int tries = 25;
        long begin = System.nanoTime();
        try (Selector selector = Selector.open()) {
            client.register(selector, OP_CONNECT);
            for (int i = 0; i < tries; i++) {
                assertThat(selector.select()).isEqualTo(1);
                selector.selectedKeys().clear();
                assertThat(client.finishConnect()).isFalse();
            }
        }
        assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2 * (tries - 1)));
        for (SocketChannel each : queue) {
            each.close();
        }
    }

    @Test
    void aBlockingConnectWaitsForRoomInTheQueue() throws Exception {
        listener.bind(at("s"), 1);
        List<SocketChannel> queue = fill();
        Background<Boolean> connecting = Background.start(() -> client.connect(at("s")));
        listener.accept().close();
        assertThat(connecting.result()).isTrue();
        for (SocketChannel each : queue) {
            each.close();
        }
    }

    /** As many as a backlog of 1 takes on Linux. */
    private List<SocketChannel> fill() throws IOException {
        List<SocketChannel> queue = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            queue.add(SocketChannel.open(at("s")));
        }
        return queue;
    }
}
