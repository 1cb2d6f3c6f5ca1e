// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.FakeCallbacks;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.nio.selector.SimulatedKey;
import io.headrace.os.FakeMemory;
import io.headrace.os.Memory;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a channel reads ahead, and the life of the memory for it. */
class ReadAheadTest {
    private static final int STORE = 15 * 65668;
    private static final long WOULD_BLOCK = -2;
    private static final String OPEN = "openStore";
    private static final String CLOSE = "closeStore";
    private static final String AHEAD = "receiveAhead";
    private static final String ONE = "receiveFrom";

    private static final String JOINED = "batchReceiveJoined";
    private static final Set<String> SIDE_CALLS = Set.of("batchJoin", "batchSize", "memory");

    private final List<String> calls = new ArrayList<>();
    private final ByteBuffer peer = FakeMemory.address();
    private final ByteBuffer room = ByteBuffer.allocateDirect(8);
    private ByteBuffer memory = ByteBuffer.allocateDirect(STORE);

    /** What the next call that receives ahead answers. */
    private long answer = 5;

    /** Likewise one that asks for one. */
    private long one;

    private final Sockets sockets = (Sockets) Proxy.newProxyInstance(
            Sockets.class.getClassLoader(), new Class<?>[] {Sockets.class}, (proxy, method, arguments) -> {
                String call = name(method.getName(), arguments);
                if (SIDE_CALLS.contains(call)) {
                    return side(call);
                }
                calls.add(call);
                return switch (call) {
                    case JOINED -> answer;
                    case OPEN -> memory;
                    case CLOSE -> null;
                    case AHEAD -> answer;
                    case ONE -> one;
                    default -> 0L;
                };
            });

    private final FakeCallbacks owner = new FakeCallbacks();
    private final Endpoint endpoint = new Endpoint(owner, sockets, 3, ChannelKind.UDP);
    private final ReadAhead ahead = new ReadAhead(endpoint);
    private SimulatedKey key;

    @BeforeEach
    void registerAndSelect() throws IOException {
        owner.blocking = false;
        key = SimulatedKey.ofUdp(OP_READ);
        key.addTo(endpoint.readiness);
        key.settle();
    }

    /** Whether the system joins datagrams. */
    private boolean joins;

    private final Memory ownMemory = FakeMemory.unlimited();

    private Object side(String call) {
        return switch (call) {
            case "memory" -> ownMemory;
            case "batchSize" -> 1L << 20;
            default -> joins ? 0L : (long) -OsError.UNSUPPORTED;
        };
    }

    private static String name(String method, Object[] arguments) {
        if (!method.equals("transfer")) {
            return method;
        }
        return (int) arguments[0] == Sockets.RECEIVE_AHEAD ? AHEAD : ONE;
    }

    private long receive() {
        endpoint.handle.enterRead();
        long n = ahead.receiveFrom(room, 0, 8, peer);
        endpoint.handle.leaveRead();
        return n;
    }

    /** Two datagrams came, so more may. */
    private void receiveARow() {
        receive();
        receive();
        calls.clear();
    }

    private static long behind(int bytes, long stored) {
        return stored << Integer.SIZE | bytes;
    }

    @Test
    void aChannelMakesItsMemoryOnceAndWhenItReadsAhead() {
        receive();
        receive();
        assertThat(calls).containsExactly(ONE, ONE);
        answer = behind(5, 4);
        receive();
        ahead.clear();
        receive();
        assertThat(calls).containsExactly(ONE, ONE, OPEN, AHEAD, AHEAD);
    }

    @Test
    void theLastUseGivesItBackOnce() {
        receiveARow();
        receive();
        endpoint.handle.enterRead();
        endpoint.handle.enter();
        endpoint.handle.close();
        endpoint.handle.leaveRead();
        assertThat(calls).doesNotContain(CLOSE);
        endpoint.handle.leave();
        assertThat(calls).endsWith("close", CLOSE);
        endpoint.handle.close();
        assertThat(Collections.frequency(calls, CLOSE)).isEqualTo(1);
    }

    @Test
    void whatHasReadNothingAheadGivesNothingBack() {
        endpoint.handle.close();
        assertThat(calls).containsExactly("close");
    }

    @Test
    void withoutMemoryEachCallAsksForOneDatagram() {
        memory = null;
        receiveARow();
        receive();
        receive();
        assertThat(calls).containsExactly(OPEN, ONE, ONE);
        endpoint.handle.close();
        assertThat(calls).doesNotContain(CLOSE);
    }

    @Test
    void withoutAKeyEachCallAsksForOneDatagram() {
        key.removeFrom(endpoint.readiness);
        receiveARow();
        receive();
        assertThat(calls).containsExactly(ONE);
    }

    @Test
    void aChannelThatBlocksAsksForOneDatagram() {
        owner.blocking = true;
        receiveARow();
        receive();
        assertThat(calls).containsExactly(ONE);
    }

    @Test
    void besideAKeyThatIsToldOnceEachCallAsksForOneDatagram() throws IOException {
        key.removeFrom(endpoint.readiness);
        key.another(OP_READ, TriggerMode.EDGE).addTo(endpoint.readiness);
        key.addTo(endpoint.readiness);
        key.settle();
        receiveARow();
        receive();
        assertThat(calls).containsExactly(ONE);
    }

    @Test
    void besideAKeyThatIsAboutToBeToldOnceEachCallAsksForOneDatagram() {
        key.requestMode(TriggerMode.EDGE);
        receiveARow();
        receive();
        assertThat(calls).containsExactly(ONE);
    }

    @Test
    void whatIsStoredIsReportedUntilTheLastIsTaken() {
        receiveARow();
        answer = behind(5, 2);
        assertThat(receive()).isEqualTo(5);
        assertThat(key.isStored()).isTrue();
        ahead.take(room.clear(), peer);
        assertThat(key.isStored()).isTrue();
        ahead.take(room.clear(), peer);
        assertThat(key.isStored()).isFalse();
        assertThat(ahead.isEmpty()).isTrue();
    }

    @Test
    void whatIsThrownAwayIsReportedNoMore() {
        receiveARow();
        answer = behind(0, 3);
        receive();
        ahead.clear();
        assertThat(key.isStored()).isFalse();
        assertThat(ahead.isEmpty()).isTrue();
    }

    @Test
    void anErrorStoresNothing() {
        receiveARow();
        answer = WOULD_BLOCK;
        assertThat(receive()).isEqualTo(WOULD_BLOCK);
        assertThat(ahead.isEmpty()).isTrue();
        assertThat(key.isStored()).isFalse();
    }

    /** Datagrams that were asked for one by one before the next call for several. */
    private int rowBeforeTheNextCallAhead() {
        calls.clear();
        while (!calls.contains(AHEAD)) {
            receive();
        }
        return Collections.frequency(calls, ONE);
    }

    @Test
    void eachCallThatFindsFewBehindDoublesTheRowBeforeTheNext() {
        assertThat(rowBeforeTheNextCallAhead()).isEqualTo(2);
        answer = WOULD_BLOCK;
        assertThat(rowBeforeTheNextCallAhead()).isEqualTo(4);
        answer = behind(5, 3);
        assertThat(rowBeforeTheNextCallAhead()).isEqualTo(8);
        ahead.clear();
        answer = WOULD_BLOCK;
        assertThat(rowBeforeTheNextCallAhead()).isEqualTo(16);
        assertThat(rowBeforeTheNextCallAhead()).isEqualTo(32);
        assertThat(rowBeforeTheNextCallAhead()).isEqualTo(64);
        assertThat(rowBeforeTheNextCallAhead()).isEqualTo(64);
    }

    @Test
    void afterACallThatFoundMoreTheRowIsShortAgain() {
        rowBeforeTheNextCallAhead();
        answer = behind(5, 4);
        assertThat(rowBeforeTheNextCallAhead()).isEqualTo(4);
        ahead.clear();
        answer = WOULD_BLOCK;
        assertThat(rowBeforeTheNextCallAhead())
                .as("the last of them finds none")
                .isZero();
        assertThat(rowBeforeTheNextCallAhead()).isEqualTo(2);
    }

    @Test
    void onceACallForSeveralHasPaidTheSystemMayJoin() {
        joins = true;
        receiveARow();
        answer = behind(5, 3);
        receive();
        assertThat(ahead.isJoined()).isFalse();
        ahead.clear();
        answer = behind(5, 4);
        rowBeforeTheNextCallAhead();
        assertThat(ahead.isJoined()).isTrue();
        calls.clear();
        for (int left = 4; left > 0; left--) {
            assertThat(ahead.isEmpty()).isFalse();
            ahead.take(room.clear(), peer);
        }
        assertThat(ahead.isEmpty()).isTrue();
        assertThat(calls).containsExactly(CLOSE);
        answer = 3;
        assertThat(ahead.fill()).isEqualTo(3);
        assertThat(key.isStored()).isTrue();
        ahead.clear();
        assertThat(key.isStored()).isFalse();
        endpoint.handle.close();
        assertThat(calls).containsExactly(CLOSE, JOINED, "close");
    }

    @Test
    void aSystemThatDoesNotJoinIsAskedOnce() {
        receiveARow();
        answer = behind(5, 4);
        receive();
        assertThat(ahead.isJoined()).isFalse();
        joins = true;
        ahead.clear();
        receive();
        assertThat(ahead.isJoined()).isFalse();
    }

    @Test
    void oneDatagramAtATimeIsAskedForAlone() {
        for (int i = 0; i < 5; i++) {
            one = 5;
            receive();
            one = WOULD_BLOCK;
            receive();
        }
        assertThat(calls).containsOnly(ONE);
    }
}
