// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Backlog;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Datagrams wait behind the one that a call takes: wherever they are kept, no call can tell. */
@Bounded
class DatagramBacklogTest {
    private static final int MANY = 40;
    private static final int LARGEST = 65507;

    @AutoClose
    private final Backlog backlog = new Backlog();

    private final DatagramPair pair = backlog.pair;
    private final DatagramChannel channel = backlog.channel;

    DatagramBacklogTest() throws IOException {}

    // ---- what a call takes

    @Test
    void theyComeInTheirOrderWithTheirSenders() throws IOException {
        try (DatagramChannel stranger = DatagramPair.bound()) {
            for (int i = 0; i < MANY; i++) {
                (i % 3 == 0 ? stranger : pair.peer).send(ByteBuffer.wrap(Backlog.datagram(i)), pair.channelAddress);
            }
            Waiting.untilReady(backlog.key, OP_READ);
            for (int i = 0; i < MANY; i++) {
                ByteBuffer buffer = Backlog.room();
                assertThat(backlog.next(buffer))
                        .isEqualTo(i % 3 == 0 ? DatagramPair.address(stranger) : pair.peerAddress);
                assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap(Backlog.datagram(i)));
            }
        }
        assertThat(channel.receive(Backlog.room())).isNull();
    }

    @Test
    void whatComesMeanwhileComesBehindThem() throws IOException {
        backlog.leaveFew();
        pair.peerSends(Backlog.datagram(99));
        backlog.assertNextAre(Backlog.FIRST, Backlog.FIRST + Backlog.FEW);
        backlog.assertNextIs(99);
    }

    @ParameterizedTest
    @EnumSource
    void eachFillsFromThePosition(DatagramTest.Memory memory) throws IOException {
        backlog.arrive(Backlog.FEW);
        for (int i = 0; i < Backlog.FEW; i++) {
            ByteBuffer buffer = memory.allocate(20).position(4).limit(19);
            backlog.next(buffer);
            assertThat(buffer.position()).isEqualTo(14);
            assertThat(buffer.limit()).isEqualTo(19);
            assertThat(buffer.flip().position(4)).isEqualTo(ByteBuffer.wrap(Backlog.datagram(i)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachIsCutByItsOwnBuffer(DatagramTest.Memory memory) throws IOException {
        int[] rooms = {4, 3, 0, 10, 12, 1};
        backlog.arrive(rooms.length);
        for (int i = 0; i < rooms.length; i++) {
            ByteBuffer buffer = memory.allocate(rooms[i]);
            assertThat(backlog.next(buffer)).isEqualTo(pair.peerAddress);
            assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap(Backlog.datagram(i), 0, Math.min(rooms[i], 10)));
        }
        assertThat(channel.receive(Backlog.room())).isNull();
    }

    @Test
    void emptyOnesAreAmongThem() throws IOException {
        for (int bytes : new int[] {0, 2, 0, 0, 3}) {
            pair.peerSends(bytes);
        }
        Waiting.untilReady(backlog.key, OP_READ);
        for (int bytes : new int[] {0, 2, 0, 0, 3}) {
            ByteBuffer buffer = Backlog.room();
            assertThat(backlog.next(buffer)).isEqualTo(pair.peerAddress);
            assertThat(buffer.position()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLargestAreWhole(DatagramTest.Memory memory) throws IOException {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
        byte[] large = new byte[LARGEST];
        for (int i = 0; i < LARGEST; i++) {
            large[i] = (byte) (31 * i >> 3);
        }
        pair.peerSends(1);
        pair.peerSends(large);
        pair.peerSends(2);
        pair.peerSends(large);
        Waiting.untilReady(backlog.key, OP_READ);
        for (int i = 0; i < 4; i++) {
            ByteBuffer buffer = memory.allocate(LARGEST + 1);
            backlog.next(buffer);
            assertThat(buffer.position())
                    .isEqualTo(List.of(1, LARGEST, 2, LARGEST).get(i));
            assertThat(i % 2 == 0 || buffer.flip().equals(ByteBuffer.wrap(large)))
                    .isTrue();
        }
    }

    @Test
    void readsTakeThemOneByOneIntoSeveralBuffers() throws IOException {
        channel.connect(pair.peerAddress);
        backlog.leaveFew();
        ByteBuffer[] buffers = {
            ByteBuffer.allocate(9), ByteBuffer.allocateDirect(3), ByteBuffer.allocate(4), ByteBuffer.allocate(9)
        };
        buffers[2].position(4);
        assertThat(channel.read(buffers)).isEqualTo(10);
        assertThat(buffers[0].flip()).isEqualTo(ByteBuffer.wrap(Backlog.datagram(3), 0, 9));
        assertThat(buffers[1].flip()).isEqualTo(ByteBuffer.wrap(Backlog.datagram(3), 0, 1));
        assertThat(buffers[3].position()).isZero();
        assertThat(channel.read(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocate(2)}))
                .as("the rest of it is dropped")
                .isEqualTo(3);
        ByteBuffer buffer = Backlog.room();
        assertThat(channel.read(buffer)).isEqualTo(10);
        assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap(Backlog.datagram(5)));
    }

    @Test
    void aReadWithoutRoomTakesNone() throws IOException {
        channel.connect(pair.peerAddress);
        backlog.leaveFew();
        assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
        assertThat(channel.read(new ByteBuffer[] {ByteBuffer.allocate(0)})).isZero();
        assertThat(channel.read(new ByteBuffer[0])).isZero();
        backlog.assertFewFollow();
    }

    @Test
    void aReadOnlyBufferTakesNone() throws IOException {
        channel.connect(pair.peerAddress);
        backlog.leaveFew();
        ByteBuffer readOnly = Backlog.room().asReadOnlyBuffer();
        assertThatIllegalArgumentException().isThrownBy(() -> channel.receive(readOnly));
        assertThatIllegalArgumentException().isThrownBy(() -> channel.read(readOnly));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> channel.read(new ByteBuffer[] {Backlog.room(), readOnly}));
        backlog.assertFewFollow();
    }

    @Test
    void threadsThatReceiveBesideEachOtherTakeEachOnce() throws Exception {
        Set<Integer> taken = ConcurrentHashMap.newKeySet();
        List<Background<Object>> receivers = new ArrayList<>();
        backlog.arrive(MANY);
        for (int i = 0; i < 4; i++) {
            receivers.add(Background.start(() -> {
                ByteBuffer buffer = Backlog.room();
                while (taken.size() < MANY) {
                    if (channel.receive(buffer.clear()) != null) {
                        assertThat(taken.add((int) buffer.get(0))).isTrue();
                    }
                }
                return null;
            }));
        }
        for (Background<Object> receiver : receivers) {
            receiver.result();
        }
        assertThat(channel.receive(Backlog.room())).isNull();
        assertThat(Waiting.isReady(backlog.key)).isFalse();
    }

    // ---- what becomes of them

    @Test
    void withoutASelectorTheyAreTaken() throws IOException {
        backlog.leaveFew();
        backlog.deregister();
        backlog.assertFewFollow();
    }

    private interface Taking {
        void take(DatagramBacklogTest test, ByteBuffer into) throws IOException;
    }

    enum Blocking {
        RECEIVE((test, into) -> test.channel.receive(into)),
        READ((test, into) -> test.channel.read(into)),
        SCATTER((test, into) -> test.channel.read(new ByteBuffer[] {into})),
        SOCKET((test, into) -> {
            DatagramPacket packet = new DatagramPacket(into.array(), into.capacity());
            test.channel.socket().receive(packet);
            assertThat(packet.getSocketAddress()).isEqualTo(test.pair.peerAddress);
            into.position(packet.getLength());
        });

        private final Taking taking;

        Blocking(Taking taking) {
            this.taking = taking;
        }

        ByteBuffer take(DatagramBacklogTest test) throws IOException {
            ByteBuffer into = Backlog.room();
            taking.take(test, into);
            return into.flip();
        }
    }

    /** It has had to wait before, so that its input would wait first. */
    @ParameterizedTest
    @EnumSource
    void aChannelThatBlocksTakesThemAndDoesNotWait(Blocking call) throws Exception {
        channel.connect(pair.peerAddress);
        backlog.deregister();
        channel.configureBlocking(true);
        Background<ByteBuffer> blocked = Background.startBlockedIn("re", () -> call.take(this));
        pair.peerSends(1);
        assertThat(blocked.result().limit()).isEqualTo(1);
        channel.configureBlocking(false);
        backlog.register();
        backlog.leaveFew();
        backlog.deregister();
        channel.configureBlocking(true);
        for (int i = Backlog.FIRST; i < Backlog.FIRST + Backlog.FEW; i++) {
            assertThat(call.take(this)).isEqualTo(ByteBuffer.wrap(Backlog.datagram(i)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptedCallTakesNone(Blocking call) throws IOException {
        channel.connect(pair.peerAddress);
        backlog.leaveFew();
        backlog.deregister();
        channel.configureBlocking(true);
        ByteBuffer into = Backlog.room();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> call.taking.take(this, into)).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(channel.isOpen()).isFalse();
        assertThat(into).isEqualTo(Backlog.room());
    }

    @Test
    void connectingThrowsThemAway() throws IOException {
        backlog.leaveFew();
        channel.connect(pair.peerAddress);
        assertThat(Waiting.isReady(backlog.key)).isFalse();
        assertThat(channel.receive(Backlog.room())).isNull();
        backlog.arrive(1);
        backlog.assertNextIs(0);
    }

    @Test
    void disconnectingKeepsThem() throws IOException {
        channel.connect(pair.peerAddress);
        backlog.leaveFew();
        channel.disconnect();
        assertThat(Waiting.isReady(backlog.key)).isTrue();
        backlog.assertFewFollow();
        assertThat(Waiting.isReady(backlog.key)).isFalse();
    }

    @Test
    void anErrorThatComesBehindThemLosesNone() throws IOException {
        channel.connect(pair.peerAddress);
        backlog.leaveFew();
        pair.peer.close();
        channel.write(ByteBuffer.allocate(1));
        Waiting.untilReady(backlog.key, OP_READ);
        List<Object> found = new ArrayList<>();
        Waiting.until("all of them and the error", () -> {
            ByteBuffer buffer = Backlog.room();
            try {
                if (channel.read(buffer) > 0) {
                    found.add((int) buffer.get(0));
                }
            } catch (PortUnreachableException e) {
                found.add("unreachable");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return found.size() > Backlog.FEW;
        });
        assertThat(found).containsExactlyInAnyOrder(3, 4, 5, 6, 7, "unreachable");
        assertThat(channel.read(Backlog.room())).isZero();
        assertThat(Waiting.isReady(backlog.key)).isFalse();
    }

    @Test
    void aClosedChannelsAddressIsFree() throws IOException {
        backlog.leaveFew();
        channel.close();
        assertThat(backlog.selector.selectNow()).isZero();
        try (DatagramChannel heir = DatagramChannel.open().bind(pair.channelAddress)) {
            heir.configureBlocking(false);
            assertThat(heir.receive(Backlog.room())).isNull();
        }
    }
}
