// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import io.headrace.os.Poller;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What each operation leaves a TRACKED key to know, and what the next select makes of it. */
@ParameterizedClass
@EnumSource(Backend.class)
class TrackedReadinessTest extends TrackedSetup {
    TrackedReadinessTest(Backend backend) {
        super(backend);
    }

    @Test
    void aReadyKeyThatNobodyTouchesStaysReadyWithoutChanges() throws IOException {
        ReadinessKey key = readable(2);
        engine.settle();
        int changes = engine.changes();
        for (int i = 0; i < 10; i++) {
            assertThat(engine.ready(key)).isEqualTo(OP_READ);
        }
        assertThat(engine.changes()).isEqualTo(changes);
    }

    @Test
    void aReceiveThatWouldBlockDrains() throws IOException {
        ReadinessKey key = readable(1);
        channel.receive(1);
        channel.receive(1);
        assertThat(key.isDoubtful(Poller.READ)).isFalse();
        assertThat(engine.blocks()).isTrue();
        channel.socket.arrive(1);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aShortReceiveOfTcpDrainsWhereThePollerTellsUrgentData() throws IOException {
        ReadinessKey key = readable(3);
        channel.receive(8);
        assertThat(key.isDoubtful(Poller.READ)).isNotEqualTo(backend.tellsUrgent());
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void aShortReceiveOfAPipeDrains() throws IOException {
        FakeChannel pipe = engine.channel(ChannelKind.PIPE_SOURCE);
        pipe.socket.arrive(3);
        ReadinessKey key = pipe.register(engine.selector, OP_READ);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        pipe.receive(8);
        assertThat(key.isDoubtful(Poller.READ)).isFalse();
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void aShortReceiveAfterUrgentDataLeavesDoubtThatTheKernelEnds() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(2);
        channel.socket.arriveUrgent(3);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        assertThat(channel.receive(8)).isEqualTo(2);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void urgentDataAloneSelectsNothingAndDoesNotSpin() throws IOException {
        settled(OP_READ);
        channel.socket.arriveUrgent(0);
        int waits = engine.poller.waits.size();
        assertThat(engine.blocks()).isTrue();
        assertThat(engine.poller.waits.size() - waits).isLessThanOrEqualTo(2);
    }

    @Test
    void anEndThatCameWithTheDataStaysVisibleAfterAShortReceive() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(2);
        channel.socket.arriveEnd();
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        assertThat(channel.receive(8)).isEqualTo(2);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void anEndThatComesAfterAShortReceiveIsReported() throws IOException {
        ReadinessKey key = readable(2);
        assertThat(channel.receive(8)).isEqualTo(2);
        channel.socket.arriveEnd();
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aReceiveThatFilledTheBufferLeavesDoubtAndTheKernelDecides() throws IOException {
        ReadinessKey key = readable(4);
        channel.receive(2);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        channel.receive(2);
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void theEndOfAStreamStaysReadyAfterItWasRead() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arriveEnd();
        for (int i = 0; i < 3; i++) {
            assertThat(engine.ready(key)).isEqualTo(OP_READ);
            assertThat(channel.receive(1)).isZero();
        }
    }

    @Test
    void aResetMakesAllOfTheInterestReadyForGood() throws IOException {
        ReadinessKey key = settled(OP_READ);
        channel.socket.arriveReset();
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        channel.receive(1);
        key.interestOps(OP_READ | OP_WRITE);
        assertThat(engine.ready(key)).isEqualTo(OP_READ | OP_WRITE);
        channel.send(1);
        assertThat(engine.ready(key)).isEqualTo(OP_READ | OP_WRITE);
    }

    @Test
    void aBrokenStreamStaysReadyWithoutReports() throws IOException {
        ReadinessKey key = settled(OP_READ | OP_WRITE);
        channel.receive(1);
        channel.readiness().broken();
        assertThat(engine.ready(key)).isEqualTo(OP_READ | OP_WRITE);
        channel.receive(1);
        assertThat(engine.ready(key)).isEqualTo(OP_READ | OP_WRITE);
    }

    @Test
    void aPartialSendDrains() throws IOException {
        ReadinessKey key = writable();
        assertThat(channel.send(10)).isEqualTo(8);
        assertThat(key.isDoubtful(Poller.WRITE)).isFalse();
        assertThat(engine.blocks()).isTrue();
        channel.socket.peerReads(1);
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
    }

    @Test
    void aSendThatWouldBlockDrains() throws IOException {
        writable();
        channel.send(8);
        assertThat(channel.send(1)).isEqualTo(FakeSocket.WOULD_BLOCK);
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void aCompleteSendLeavesDoubtAndTheKernelDecides() throws IOException {
        ReadinessKey key = writable();
        channel.send(4);
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
        channel.send(4);
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void acceptLeavesTheListenerReadyWhileConnectionsWait() throws IOException {
        FakeChannel listener = engine.channel(ChannelKind.LISTENER);
        ReadinessKey key = listener.register(engine.selector, OP_ACCEPT);
        listener.socket.arrive(2);
        assertThat(engine.ready(key)).isEqualTo(OP_ACCEPT);
        listener.accept();
        assertThat(engine.ready(key)).isEqualTo(OP_ACCEPT);
        listener.accept();
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void acceptThatFailsForLackOfDescriptorsLeavesTheListenerReady() throws IOException {
        FakeChannel listener = engine.channel(ChannelKind.LISTENER);
        ReadinessKey key = listener.register(engine.selector, OP_ACCEPT);
        listener.socket.arrive(1);
        assertThat(engine.ready(key)).isEqualTo(OP_ACCEPT);
        listener.acceptWithoutDescriptors();
        assertThat(engine.ready(key)).isEqualTo(OP_ACCEPT);
    }

    @Test
    void anOperationThatFailedInAnotherWayLeavesDoubt() throws IOException {
        ReadinessKey key = readable(1);
        channel.readiness().doubtful(Poller.READ);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void interestChangesOfATrackedKeyCostNoChangeWhereReportsOfWriteAreRare() throws IOException {
        if (!backend.edges() || !backend.quietWrite()) {
            return;
        }
        ReadinessKey key = settled(OP_READ);
        int changes = engine.changes();
        for (int i = 0; i < 10; i++) {
            key.interestOpsOr(OP_WRITE);
            assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
            key.interestOpsAnd(~OP_WRITE);
            assertThat(engine.ready(key)).isZero();
        }
        assertThat(engine.changes()).isEqualTo(changes);
    }

    @Test
    void acknowledgementsOfAOneWayStreamReportNothing() throws IOException {
        ReadinessKey key = settled(OP_READ);
        long events = engine.selector.statistics().events();
        for (int i = 0; i < 10; i++) {
            channel.send(1);
            channel.socket.peerReads(1);
            assertThat(engine.ready(key)).isZero();
        }
        assertThat(engine.selector.statistics().events()).isEqualTo(events);
    }

    @Test
    void aFirstReportOfWriteAloneDoesNotHangRead() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ | OP_WRITE);
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
        key.interestOps(OP_READ);
        engine.poller.whenIdle.add(() -> channel.socket.arrive(1));
        assertThat(engine.selector.select()).isEqualTo(1);
        assertThat(engine.poller.blocked).isZero();
    }

    @Test
    void whatWasReportedBeforeConnectIsForgotten() throws IOException {
        FakeChannel client = unconnected();
        ReadinessKey key = client.register(engine.selector, 0);
        engine.settle();
        client.connect();
        key.interestOps(OP_CONNECT);
        assertThat(engine.blocks()).isTrue();
        client.socket.completeConnect();
        assertThat(engine.ready(key)).isEqualTo(OP_CONNECT);
    }

    @Test
    void aKeyThatWasReadyBeforeConnectIsReadyAfterItOnlyWhenConnected() throws IOException {
        FakeChannel client = unconnected();
        ReadinessKey key = client.register(engine.selector, OP_CONNECT);
        assertThat(engine.ready(key)).isEqualTo(OP_CONNECT);
        client.connect();
        assertThat(engine.blocks()).isTrue();
        client.socket.completeConnect();
        assertThat(engine.ready(key)).isEqualTo(OP_CONNECT);
        client.finishConnect();
        key.interestOps(OP_READ | OP_WRITE);
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
    }

    @Test
    void aFailedConnectionIsConnectable() throws IOException {
        FakeChannel client = connecting();
        ReadinessKey key = client.register(engine.selector, OP_CONNECT);
        engine.settle();
        client.socket.arriveReset();
        assertThat(engine.ready(key)).isEqualTo(OP_CONNECT);
    }

    @Test
    void aChannelWithKeysOfTwoSelectorsIsFollowedByBoth() throws IOException {
        Engine other = new Engine(backend, TriggerMode.TRACKED);
        ReadinessKey first = channel.register(engine.selector, OP_READ);
        ReadinessKey second = new KernelShare(other, channel).register(OP_READ);
        channel.socket.arrive(1);
        assertThat(engine.ready(first)).isEqualTo(OP_READ);
        assertThat(other.ready(second)).isEqualTo(OP_READ);
        channel.receive(4);
        assertThat(engine.blocks()).isTrue();
        assertThat(other.blocks()).isTrue();
    }

    /** Lets a second poller know the descriptor of a channel. */
    private record KernelShare(Engine other, FakeChannel channel) {
        ReadinessKey register(int ops) throws IOException {
            other.kernel.open.put(channel.handle().socket(), channel.socket);
            return channel.register(other.selector, ops);
        }
    }
}
