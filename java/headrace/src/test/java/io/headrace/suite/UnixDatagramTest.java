// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.headrace.AbstractNamespaceAddress;
import io.headrace.Feature;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datagrams of the Unix domain: addresses, bounds and errors. */
@Bounded
@NeedsFeature(Feature.UNIX_DATAGRAM)
class UnixDatagramTest {
    private static final UnixDomainSocketAddress UNNAMED = UnixDomainSocketAddress.of("");

    @TempDir
    private Path folder;

    @AutoClose
    private final DatagramChannel receiver = DatagramChannel.open(StandardProtocolFamily.UNIX);

    @AutoClose
    private final DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.UNIX);

    UnixDatagramTest() throws IOException {}

    @BeforeAll
    static void onLinux() {
        Proc.assumePresent();
    }

    private UnixDomainSocketAddress at(String name) {
        return UnixDomainSocketAddress.of(folder.resolve(name));
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        Arrays.stream(values).forEach(value -> buffer.put((byte) value));
        return buffer.flip();
    }

    private static ByteBuffer received(DatagramChannel by, SocketAddress from) throws IOException {
        ByteBuffer room = ByteBuffer.allocate(100);
        assertThat(by.receive(room)).isEqualTo(from);
        return room.flip();
    }

    @Test
    void aDatagramKeepsItsBoundsAndNamesItsSender() throws IOException {
        receiver.bind(at("r"));
        sender.bind(at("s"));
        assertThat(sender.send(bytes(1, 2, 3), at("r"))).isEqualTo(3);
        assertThat(sender.send(bytes(), at("r"))).isZero();
        assertThat(sender.send(bytes(4), at("r"))).isEqualTo(1);
        assertThat(received(receiver, at("s"))).isEqualTo(bytes(1, 2, 3));
        assertThat(received(receiver, at("s"))).isEqualTo(bytes());
        assertThat(received(receiver, at("s"))).isEqualTo(bytes(4));
    }

    @Test
    void aSenderThatIsNotBoundIsUnnamedAndStaysUnbound() throws IOException {
        receiver.bind(at("r"));
        sender.send(bytes(1), at("r"));
        sender.connect(at("r"));
        sender.write(bytes(2));
        assertThat(received(receiver, UNNAMED)).isEqualTo(bytes(1));
        assertThat(received(receiver, UNNAMED)).isEqualTo(bytes(2));
        assertThat(sender.getLocalAddress()).isNull();
        assertThat(sender.toString()).contains("unbound, remote=" + at("r"));
    }

    @Test
    void boundToNullItHasANameThatIsNoFile() throws IOException {
        receiver.bind(null);
        SocketAddress name = receiver.getLocalAddress();
        assertThat(name).isInstanceOf(AbstractNamespaceAddress.class);
        sender.bind(UNNAMED);
        assertThat(sender.getLocalAddress())
                .isInstanceOf(AbstractNamespaceAddress.class)
                .isNotEqualTo(name);
        sender.send(bytes(1), name);
        assertThat(received(receiver, sender.getLocalAddress())).isEqualTo(bytes(1));
    }

    @Test
    void receivingBindsAnUnboundChannel() throws IOException {
        receiver.configureBlocking(false);
        assertThat(receiver.receive(ByteBuffer.allocate(1))).isNull();
        sender.send(bytes(1), receiver.getLocalAddress());
        assertThat(received(receiver, UNNAMED)).isEqualTo(bytes(1));
        assertThatThrownBy(() -> receiver.bind(null)).isExactlyInstanceOf(AlreadyBoundException.class);
    }

    @Test
    void anAbstractNameIsAnyBytes() throws IOException {
        AbstractNamespaceAddress name =
                AbstractNamespaceAddress.of(new byte[] {0, 'h', (byte) 0xff, 0, (byte) System.nanoTime()});
        AbstractNamespaceAddress longest =
                AbstractNamespaceAddress.of(("" + System.nanoTime() + "x".repeat(107)).substring(0, 107));
        receiver.bind(name);
        sender.bind(longest).connect(name);
        sender.write(bytes(5));
        assertThat(received(receiver, longest)).isEqualTo(bytes(5));
        receiver.send(bytes(6), longest);
        assertThat(received(sender, name)).isEqualTo(bytes(6));
    }

    @Test
    void pathsAreTakenUpToTheSystemsLength() throws IOException {
        int before = folder.toString().length() + 1;
        UnixDomainSocketAddress longest = at("x".repeat(106 - before));
        receiver.bind(longest);
        sender.send(bytes(1), longest);
        sender.connect(longest);
        assertThat(received(receiver, UNNAMED)).isEqualTo(bytes(1));
        sender.disconnect();
        for (SocketAddress tooLong : List.of(
                at("x".repeat(107 - before)),
                at("x".repeat(300)),
                AbstractNamespaceAddress.of("x".repeat(108)),
                AbstractNamespaceAddress.of("x".repeat(300)))) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> sender.bind(tooLong), () -> sender.connect(tooLong), () -> sender.send(bytes(1), tooLong))) {
                assertThatThrownBy(call).isExactlyInstanceOf(SocketException.class);
            }
        }
        assertThat(sender.getLocalAddress()).isNull();
        assertThat(sender.isConnected()).isFalse();
    }

    @Test
    void theFileOutlivesTheChannelAndIsInTheWayOfTheNext() throws IOException {
        receiver.bind(at("r")).close();
        assertThat(folder.resolve("r")).exists();
        assertThatThrownBy(() -> sender.bind(at("r"))).isExactlyInstanceOf(BindException.class);
        assertThatThrownBy(() -> sender.send(bytes(1), at("r"))).isExactlyInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> sender.connect(at("r"))).isExactlyInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> sender.send(bytes(1), at("nothing")))
                .isExactlyInstanceOf(SocketException.class)
                .hasMessage("No such file or directory");
    }

    @Test
    void aConnectedChannelHearsItsPeerOnly() throws IOException {
        receiver.bind(at("r"));
        sender.bind(at("s")).connect(at("r"));
        receiver.connect(at("s"));
        try (DatagramChannel third = DatagramChannel.open(StandardProtocolFamily.UNIX)) {
            assertThatThrownBy(() -> third.send(bytes(1), at("r")))
                    .isExactlyInstanceOf(SocketException.class)
                    .hasMessage("Operation not permitted");
            assertThatThrownBy(() -> sender.send(bytes(1), at("other")))
                    .isExactlyInstanceOf(AlreadyConnectedException.class);
            assertThat(sender.send(bytes(1), at("r"))).isEqualTo(1);
            assertThat(receiver.read(ByteBuffer.allocate(9))).isEqualTo(1);
            receiver.disconnect();
            third.send(bytes(7), at("r"));
            assertThat(received(receiver, UNNAMED)).isEqualTo(bytes(7));
        }
    }

    @Test
    void connectingDiscardsWhatCameBefore() throws IOException {
        receiver.bind(at("r"));
        sender.bind(at("s")).send(bytes(1), at("r"));
        receiver.connect(at("s"));
        sender.send(bytes(2), at("r"));
        assertThat(received(receiver, at("s"))).isEqualTo(bytes(2));
        assertThat(receiver.getLocalAddress()).isEqualTo(at("r"));
        assertThat(receiver.getRemoteAddress()).isEqualTo(at("s"));
    }

    @Test
    void aPeerThatIsGoneIsToldAndItsSuccessorIsFound() throws IOException {
        AbstractNamespaceAddress name = AbstractNamespaceAddress.of("headrace-" + System.nanoTime());
        receiver.bind(name);
        sender.connect(name);
        receiver.close();
        assertThatThrownBy(() -> sender.write(bytes(1))).isExactlyInstanceOf(ConnectException.class);
        try (DatagramChannel successor = DatagramChannel.open(StandardProtocolFamily.UNIX)) {
            successor.bind(name);
            sender.disconnect().connect(name);
            sender.write(bytes(2));
            assertThat(received(successor, UNNAMED)).isEqualTo(bytes(2));
        }
    }

    @Test
    void unconnectedItReadsAndWritesNothing() {
        assertThatThrownBy(() -> sender.write(bytes(1))).isExactlyInstanceOf(NotYetConnectedException.class);
        assertThatThrownBy(() -> sender.read(ByteBuffer.allocate(1)))
                .isExactlyInstanceOf(NotYetConnectedException.class);
    }

    /** A part of a datagram would be another datagram, so no limit of ours may cut one. */
    @Test
    void datagramsLongerThanOurOwnBuffersAreWhole() throws IOException {
        receiver.bind(at("r"));
        sender.connect(at("r"));
        byte[] content = new byte[200_000];
        new Random(1).nextBytes(content);
        ByteBuffer direct =
                ByteBuffer.allocateDirect(content.length).put(content).flip();
        assertThat(sender.write(ByteBuffer.wrap(content))).isEqualTo(content.length);
        byte[] got = new byte[content.length + 1];
        assertThat(receiver.receive(ByteBuffer.wrap(got))).isEqualTo(UNNAMED);
        assertThat(Arrays.copyOf(got, content.length)).isEqualTo(content);
        assertThat(sender.write(direct)).isEqualTo(content.length);
        ByteBuffer room = ByteBuffer.allocateDirect(content.length + 1);
        receiver.receive(room);
        assertThat(room.flip()).isEqualTo(ByteBuffer.wrap(content));
        ByteBuffer[] parts = {ByteBuffer.wrap(content, 0, 150_000), ByteBuffer.wrap(content, 150_000, 50_000)};
        assertThat(sender.write(parts)).isEqualTo(content.length);
        room.clear();
        receiver.receive(room);
        assertThat(room.flip()).isEqualTo(ByteBuffer.wrap(content));
        sender.disconnect();
        sender.bind(at("s"));
        receiver.connect(at("s"));
        assertThat(sender.send(ByteBuffer.wrap(content), at("r"))).isEqualTo(content.length);
        ByteBuffer[] rooms = {ByteBuffer.allocate(150_000), ByteBuffer.allocate(60_000)};
        assertThat(receiver.read(rooms)).isEqualTo(content.length);
        assertThat(rooms[0].flip()).isEqualTo(ByteBuffer.wrap(content, 0, 150_000));
        assertThat(rooms[1].flip()).isEqualTo(ByteBuffer.wrap(content, 150_000, 50_000));
    }

    @Test
    void aDatagramThatIsTooLongIsAnErrorAndIsNotSentInPart() throws IOException {
        receiver.bind(at("r")).configureBlocking(false);
        sender.setOption(StandardSocketOptions.SO_SNDBUF, 8192);
        for (ByteBuffer tooLong : List.of(ByteBuffer.allocate(1 << 20), ByteBuffer.allocateDirect(1 << 20))) {
            assertThatThrownBy(() -> sender.send(tooLong, at("r")))
                    .isExactlyInstanceOf(SocketException.class)
                    .message()
                    .matches("Message too (long|large)");
            assertThat(tooLong.position()).isZero();
        }
        assertThat(receiver.receive(ByteBuffer.allocate(1))).isNull();
    }

    @Test
    void whatABufferHasNoRoomForIsDropped() throws IOException {
        receiver.bind(at("r"));
        sender.send(bytes(1, 2, 3), at("r"));
        sender.send(bytes(4), at("r"));
        ByteBuffer room = ByteBuffer.allocate(2);
        receiver.receive(room);
        assertThat(room.flip()).isEqualTo(bytes(1, 2));
        assertThat(received(receiver, UNNAMED)).isEqualTo(bytes(4));
    }

    @Test
    void otherAddressesAreRefused() {
        InetSocketAddress internet = new InetSocketAddress("127.0.0.1", 1);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> sender.bind(internet), () -> sender.connect(internet), () -> sender.send(bytes(1), internet))) {
            assertThatThrownBy(call).isExactlyInstanceOf(UnsupportedAddressTypeException.class);
        }
        assertThatThrownBy(() -> sender.connect(null)).isExactlyInstanceOf(NullPointerException.class);
    }

    @Test
    void itHasNoSocketAndNoGroups() throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        InetAddress group = InetAddress.getByName("239.1.1.1");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                sender::socket, () -> sender.join(group, loopback), () -> sender.join(group, loopback, group))) {
            assertThatThrownBy(call).isExactlyInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void itHasTheOptionsOfItsBuffers() throws IOException {
        assertThat(sender.supportedOptions())
                .isEqualTo(Set.of(StandardSocketOptions.SO_SNDBUF, StandardSocketOptions.SO_RCVBUF));
        assertThatThrownBy(() -> sender.setOption(StandardSocketOptions.SO_BROADCAST, true))
                .isExactlyInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nothingOfItStaysOpen() throws IOException {
        receiver.bind(at("r"));
        Proc.requireNoLeak(times -> {
            for (int i = 0; i < times; i++) {
                try (DatagramChannel each = DatagramChannel.open(StandardProtocolFamily.UNIX)) {
                    each.bind(null).connect(at("r"));
                    each.write(bytes(1));
                    receiver.receive(ByteBuffer.allocate(1));
                }
            }
        });
    }

    @Test
    void datagramsOfOnePeerAllocateNothing() throws IOException {
        receiver.bind(at("r"));
        sender.bind(at("s"));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        UnixDomainSocketAddress to = at("r");
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 20 && allocated > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                sender.send(buffer.clear(), to);
                receiver.receive(buffer.clear());
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isLessThan(1000);
    }
}
