// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.headrace.DatagramBatch;
import io.headrace.Feature;
import io.headrace.Headrace;
import io.headrace.HeadraceSocketOptions;
import io.headrace.RawSocketOption;
import io.headrace.suite.program.BatchMtuProgram;
import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.JdkChannels;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.OwnNetwork;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches between two channels of Headrace. {@link BatchPeerTest} has peers that are not written in Java. */
@Bounded
@NeedsFeature(Feature.DATAGRAM_BATCH)
class DatagramBatchTest {
    /** As glibc and musl have it. */
    private static final String TOO_LONG = "Message too (long|large)";

    private static final int LENGTH = 1200;

    private static final int SOL_SOCKET = 1;
    private static final int SO_NO_CHECK = 11;

    @AutoClose
    private final DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET);

    @AutoClose
    private final DatagramChannel receiver = DatagramChannel.open(StandardProtocolFamily.INET);

    private final InetSocketAddress at;

    /** Large enough for joined datagrams. */
    private final DatagramBatch large = DatagramBatch.allocate(256, 2 * DatagramBatch.JOINED_BYTES);

    private final DatagramBatch small = DatagramBatch.allocate(16, 16 * LENGTH);

    DatagramBatchTest() throws IOException {
        receiver.bind(new InetSocketAddress("127.0.0.1", 0));
        sender.bind(new InetSocketAddress("127.0.0.1", 0));
        at = (InetSocketAddress) receiver.getLocalAddress();
    }

    @BeforeAll
    static void needLinux() {
        Proc.assumePresent();
    }

    /** Messages of these lengths; each is filled with its index. */
    private static DatagramBatch messages(InetSocketAddress to, int... lengths) {
        int bytes = 1;
        for (int length : lengths) {
            bytes += length;
        }
        DatagramBatch batch = DatagramBatch.allocate(lengths.length, Math.max(bytes, lengths.length));
        int offset = 0;
        for (int i = 0; i < lengths.length; i++) {
            for (int k = 0; k < lengths[i]; k++) {
                batch.payload().put(offset + k, (byte) i);
            }
            batch.add(offset, lengths[i], to);
            offset += lengths[i];
        }
        return batch;
    }

    private static int[] equal(int count) {
        int[] lengths = new int[count];
        Arrays.fill(lengths, LENGTH);
        return lengths;
    }

    /** Receives until there were so many; each has to be filled with its index. */
    private void expect(DatagramBatch batch, int... lengths) throws IOException {
        int next = 0;
        while (next < lengths.length) {
            int n = batch.receive(receiver);
            for (int i = 0; i < n; i++, next++) {
                assertThat(batch.length(i)).as("message %d", next).isEqualTo(lengths[next]);
                assertThat(batch.address(i)).isEqualTo(sender.getLocalAddress());
                assertThat(batch.isTruncated(i)).isFalse();
                for (int k = 0; k < lengths[next]; k++) {
                    assertThat(batch.payload().get(batch.offset(i) + k)).isEqualTo((byte) next);
                }
            }
        }
    }

    @Test
    void itIsAFeature() {
        assertThat(Headrace.supports(Feature.DATAGRAM_BATCH)).isTrue();
    }

    @Test
    void equalDatagramsKeepTheirBounds() throws IOException {
        assertThat(messages(at, equal(100)).send(sender, 0)).isEqualTo(100);
        expect(large, equal(100));
    }

    @Test
    void datagramsOfAllLengthsKeepTheirBounds() throws IOException {
        int[] lengths = {1, 0, 0, 5, 5, 3, 3, 9, 9, 9, 1200, 1200, 1200, 1199, 1200, 8000, 8000, 2, 2};
        assertThat(messages(at, lengths).send(sender, 0)).isEqualTo(lengths.length);
        expect(large, lengths);
    }

    @Test
    void aSmallBatchKeepsThemToo() throws IOException {
        assertThat(messages(at, equal(20)).send(sender, 0)).isEqualTo(20);
        expect(small, equal(20));
    }

    @Test
    void aConnectedChannelNeedsNoTarget() throws IOException {
        sender.connect(at);
        receiver.connect(sender.getLocalAddress());
        assertThat(messages(null, equal(20)).send(sender, 0)).isEqualTo(20);
        assertThat(messages(at, LENGTH).send(sender, 0)).isEqualTo(1);
        expect(large, equal(20));
        assertThat(large.receive(receiver)).isEqualTo(1);
    }

    @Test
    void receiversOfDifferentMessagesGetTheirs() throws IOException {
        try (DatagramChannel other = DatagramChannel.open(StandardProtocolFamily.INET)) {
            other.bind(new InetSocketAddress("127.0.0.1", 0));
            small.payload().put(0, (byte) 1).put(1, (byte) 2);
            small.add(0, 1, at);
            small.add(1, 1, other.getLocalAddress());
            small.add(0, 1, at);
            assertThat(small.send(sender, 0)).isEqualTo(3);
            assertThat(receiveByte(receiver)).isEqualTo((byte) 1);
            assertThat(receiveByte(other)).isEqualTo((byte) 2);
            assertThat(receiveByte(receiver)).isEqualTo((byte) 1);
        }
    }

    private static byte receiveByte(DatagramChannel from) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(10);
        from.receive(one);
        assertThat(one.position()).isEqualTo(1);
        return one.get(0);
    }

    /** Once a batch has asked the system to join datagrams, the channel's own receives part them. */
    @Test
    void ordinaryReceivesOfTheChannelPartDatagramsToo() throws IOException {
        receiver.configureBlocking(false);
        assertThat(large.receive(receiver)).isZero();
        receiver.configureBlocking(true);
        assertThat(messages(at, equal(6)).send(sender, 0)).isEqualTo(6);
        for (int i = 0; i < 2; i++) {
            ByteBuffer buffer = i == 0 ? ByteBuffer.allocate(2 * LENGTH) : ByteBuffer.allocateDirect(2 * LENGTH);
            assertThat(receiver.receive(buffer)).isEqualTo(sender.getLocalAddress());
            assertThat(buffer.position()).isEqualTo(LENGTH);
            assertThat(buffer.get(0)).isEqualTo((byte) i);
        }
        assertThat(small.receive(receiver)).as("what is left, to a small batch").isEqualTo(4);
        assertThat(small.payload().get(small.offset(3))).isEqualTo((byte) 5);
        assertThat(small.address(3)).isEqualTo(sender.getLocalAddress());
        receiver.connect(sender.getLocalAddress());
        assertThat(messages(at, 10, 10).send(sender, 0)).isEqualTo(2);
        ByteBuffer[] two = {ByteBuffer.allocate(4), ByteBuffer.allocate(20)};
        assertThat(receiver.read(two)).isEqualTo(10);
        assertThat(receiver.read(ByteBuffer.allocate(5))).isEqualTo(5);
        receiver.configureBlocking(false);
        assertThat(receiver.read(ByteBuffer.allocate(5))).isZero();
    }

    @Test
    void aKeyIsReadyForDatagramsThatCameWithAnother() throws IOException {
        receiver.configureBlocking(false);
        large.receive(receiver);
        try (Selector selector = Selector.open()) {
            SelectionKey key = receiver.register(selector, SelectionKey.OP_READ);
            assertThat(messages(at, equal(3)).send(sender, 0)).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                Waiting.untilReady(key, SelectionKey.OP_READ);
                assertThat(receiver.receive(ByteBuffer.allocate(LENGTH))).isNotNull();
            }
            assertThat(Waiting.isReady(key)).isFalse();
            assertThat(messages(at, equal(3)).send(sender, 0)).isEqualTo(3);
            Waiting.untilReady(key, SelectionKey.OP_READ);
            assertThat(receiver.receive(ByteBuffer.allocate(LENGTH))).isNotNull();
            assertThat(large.receive(receiver)).isEqualTo(2);
            assertThat(large.receive(receiver)).isZero();
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void datagramsThatAreLongerThanTheirRoomAreTruncated() throws IOException {
        assertThat(messages(at, LENGTH + 1).send(sender, 0)).isEqualTo(1);
        assertThat(small.receive(receiver)).isEqualTo(1);
        assertThat(small.length(0)).isEqualTo(LENGTH);
        assertThat(small.isTruncated(0)).isTrue();
    }

    @Test
    void aMessageThatFailsIsToldByTheNextSend() throws IOException {
        DatagramBatch batch = messages(at, 10, 10, 65_508, 10);
        assertThat(batch.send(sender, 0)).isEqualTo(2);
        assertThatThrownBy(() -> batch.send(sender, 2))
                .isExactlyInstanceOf(SocketException.class)
                .hasMessageMatching("message 2: " + TOO_LONG);
        assertThat(batch.send(sender, 3)).isEqualTo(1);
        expect(large, 10, 10);
        assertThat(large.receive(receiver)).isEqualTo(1);
        assertThatThrownBy(() -> batch.send(sender, 2)).hasMessageMatching("message 2: " + TOO_LONG);
    }

    /** A socket that sends no checksums may not leave the cutting to the kernel: udp_send_skb of Linux, EINVAL. */
    @Test
    void aRunThatTheKernelWillNotCutIsSentOneByOneInTheSameCall() throws IOException {
        sender.setOption(RawSocketOption.integer(SOL_SOCKET, SO_NO_CHECK), 1);
        assertThat(messages(at, equal(70)).send(sender, 0)).isEqualTo(70);
        expect(large, equal(70));
        assertThat(messages(at, equal(3)).send(sender, 0)).isEqualTo(3);
        expect(large, equal(3));
    }

    @Test
    void aDatagramThatIsTooLongForThePathIsToldByItsIndex() throws IOException, InterruptedException {
        OwnNetwork.assumePossible();
        assertThat(new OwnNetwork("ip link set lo mtu 1500 up\n")
                        .jvm(BatchMtuProgram.class)
                        .run())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("sent 5"),
                        line -> assertThat(line).matches("message 5: " + TOO_LONG),
                        line -> assertThat(line).isEqualTo("sent 2"),
                        line -> assertThat(line).isEqualTo("received 7"),
                        line -> assertThat(line).isEqualTo("fragmented 3"));
    }

    @Test
    void aPortWithoutAReceiverIsUnreachable() throws IOException {
        receiver.close();
        sender.connect(at);
        DatagramBatch batch = messages(null, 1);
        assertThatThrownBy(() -> {
                    while (true) {
                        batch.send(sender, 0);
                    }
                })
                .isExactlyInstanceOf(PortUnreachableException.class);
    }

    @Test
    void optionsTellMoreOfAMessage() throws IOException {
        receiver.setOption(HeadraceSocketOptions.IP_PKTINFO, true);
        receiver.setOption(HeadraceSocketOptions.IP_RECVTOS, true);
        receiver.setOption(HeadraceSocketOptions.SO_TIMESTAMPNS, true);
        DatagramBatch batch = messages(at, 10, 10, 10);
        batch.setTos(1, 0x22).setTos(2, 0x22);
        assertThat(batch.send(sender, 0)).isEqualTo(3);
        for (int next = 0; next < 3; ) {
            int n = large.receive(receiver);
            for (int i = 0; i < n; i++, next++) {
                assertThat(large.localAddress(i)).isEqualTo(new InetSocketAddress("127.0.0.1", 0));
                assertThat(large.tos(i)).isEqualTo(next == 0 ? 0 : 0x22);
                assertThat(large.ecn(i)).isEqualTo(next == 0 ? 0 : 2);
                assertThat(large.timeNanos(i)).isGreaterThan(1_600_000_000_000_000_000L);
            }
        }
        receiver.setOption(HeadraceSocketOptions.IP_RECVORIGDSTADDR, true);
        assertThat(batch.send(sender, 0)).isEqualTo(3);
        assertThat(large.receive(receiver)).isPositive();
        assertThat(large.localAddress(0)).isEqualTo(at);
    }

    @Test
    void theKernelTellsHowManyItDropped() throws IOException {
        receiver.setOption(HeadraceSocketOptions.SO_RXQ_OVFL, true);
        receiver.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        DatagramBatch batch = messages(at, 1, 1200, 1, 1200, 1, 1200, 1, 1200, 1, 1200, 1, 1200, 1, 1200, 1, 1200);
        batch.send(sender, 0);
        assertThat(small.receive(receiver)).isBetween(1, 15);
        batch.send(sender, 0);
        assertThat(small.receive(receiver)).isPositive();
        assertThat(small.dropped(0)).isPositive();
    }

    @Test
    void aMessageIsSentFromTheAddressThatItNames() throws IOException {
        try (DatagramChannel any = DatagramChannel.open(StandardProtocolFamily.INET)) {
            any.bind(new InetSocketAddress(0));
            DatagramBatch batch = messages(at, 1, 1);
            batch.setLocal(1, InetAddress.getByName("127.0.0.9"));
            assertThat(batch.send(any, 0)).isEqualTo(2);
            for (String host : List.of("127.0.0.1", "127.0.0.9")) {
                InetSocketAddress from = (InetSocketAddress) receiver.receive(ByteBuffer.allocate(1));
                assertThat(from.getAddress().getHostAddress()).isEqualTo(host);
            }
        }
    }

    @Test
    void wrongUseIsRefused() throws IOException {
        assertThatThrownBy(() -> DatagramBatch.allocate(0, 10)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DatagramBatch.allocate(4097, 10_000))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DatagramBatch.allocate(10, 9)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> small.add(0, 16 * LENGTH + 1, at))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> small.length(0)).isExactlyInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> messages(null, 1).send(sender, 0)).isExactlyInstanceOf(NotYetConnectedException.class);
        sender.connect(at);
        assertThatThrownBy(
                        () -> messages(new InetSocketAddress("127.0.0.1", 9), 1).send(sender, 0))
                .isExactlyInstanceOf(AlreadyConnectedException.class);
        try (DatagramChannel jdks = JdkChannels.provider().openDatagramChannel()) {
            assertThatThrownBy(() -> small.receive(jdks)).isExactlyInstanceOf(IllegalArgumentException.class);
        }
        sender.close();
        assertThatThrownBy(() -> messages(at, 1).send(sender, 0)).isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> small.receive(sender)).isExactlyInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aBlockedReceiveEndsWhenTheChannelIsClosed() throws Exception {
        Background<Integer> blocked = Background.startBlockedIn("receive", () -> large.receive(receiver));
        receiver.close();
        assertThat(blocked.failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
    }

    @Test
    void sendingAndReceivingAllocateNothing() throws IOException {
        DatagramBatch batch = messages(at, equal(16));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        round(batch, 200);
        long before = threads.getThreadAllocatedBytes(id);
        long none = threads.getThreadAllocatedBytes(id) - before;
        before = threads.getThreadAllocatedBytes(id);
        round(batch, 1000);
        assertThat(threads.getThreadAllocatedBytes(id) - before - none).isLessThan(1000);
    }

    private void round(DatagramBatch batch, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            int sent = batch.send(sender, 0);
            while (sent > 0) {
                sent -= large.receive(receiver);
            }
        }
    }
}
