// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.os.Poller;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes in between the steps of a select, and between an operation's system call and its note. */
@ParameterizedClass
@EnumSource(Backend.class)
class TrackedRaceTest extends TrackedSetup {
    TrackedRaceTest(Backend backend) {
        super(backend);
    }

    @Test
    void whatIsDrainedBetweenHarvestAndPublicationDoesNotStayReady() throws IOException {
        settled(OP_READ);
        channel.socket.arrive(1);
        engine.poller.afterHarvest.add(() -> channel.receive(8));
        engine.selector.selectNow();
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void aSendThatFillsTheBufferBetweenHarvestAndPublicationDoesNotStayReady() throws IOException {
        channel.register(engine.selector, OP_WRITE);
        engine.poller.afterHarvest.add(() -> channel.send(10));
        engine.selector.selectNow();
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void whatArrivesAfterADrainBetweenHarvestAndPublicationIsNotLost() throws IOException {
        ReadinessKey key = settled(OP_READ);
        channel.socket.arrive(1);
        engine.poller.afterHarvest.add(() -> {
            channel.receive(8);
            channel.socket.arrive(1);
        });
        engine.selector.selectNow();
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aReportBetweenAReceiveAndItsNoteIsNotLost() throws IOException {
        ReadinessKey key = settled(OP_READ);
        channel.receive(1, () -> {
            channel.socket.arrive(1);
            engine.selectNow();
            engine.selector.selectedKeys().clear();
        });
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aReportBetweenASendAndItsNoteIsNotLost() throws IOException {
        ReadinessKey key = settled(OP_WRITE);
        channel.send(10, () -> {
            channel.socket.peerReads(1);
            engine.selectNow();
            engine.selector.selectedKeys().clear();
        });
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
    }

    @Test
    void anEdgeThatIsDueBetweenAReceiveAndItsNoteIsReportedByTheNextSelect() throws IOException {
        ReadinessKey key = settled(OP_READ);
        channel.receive(1, () -> channel.socket.arrive(1));
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aDrainBetweenPackingAndApplicationLeavesTheKeyArmed() throws IOException {
        ReadinessKey key = readable(2);
        channel.receive(1);
        engine.poller.beforeChanges.add(() -> channel.receive(8));
        assertThat(engine.ready(key)).isZero();
        assertThat(engine.blocks()).isTrue();
        channel.socket.arrive(1);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aReceiveThatLeavesDoubtWhileASelectSleepsDoesNotHideWhatComesNext() throws IOException {
        ReadinessKey key = settled(OP_READ);
        engine.poller.whenIdle.add(() -> {
            channel.socket.arrive(1);
            channel.receive(1);
        });
        engine.poller.whenIdle.add(() -> channel.socket.arrive(1));
        assertThat(engine.selector.select()).isEqualTo(1);
        assertThat(engine.poller.blocked).isZero();
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aReportOfTheWaitInWhichConnectCameIsIgnored() throws IOException {
        FakeChannel client = unconnected();
        client.register(engine.selector, OP_CONNECT);
        engine.poller.afterHarvest.add(client::connect);
        assertThat(engine.selector.selectNow()).isZero();
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void aHangUpFromBeforeConnectIsNotTakenForOneAfterIt() throws IOException {
        FakeChannel client = unconnected();
        ReadinessKey key = client.register(engine.selector, OP_CONNECT);
        engine.poller.afterHarvest.add(client::connect);
        engine.selector.selectNow();
        client.connection = FakeChannel.Connection.DONE;
        key.adoptState();
        key.interestOps(OP_READ | OP_WRITE);
        client.socket.completeConnect();
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
    }

    @Test
    void aHangUpFromBeforeConnectIsForgottenWhenConnectComesAmongItsReports() throws IOException {
        FakeChannel client = unconnected();
        ReadinessKey key = client.register(engine.selector, OP_CONNECT);
        client.whenAskedForOps = client::connect;
        engine.selector.selectNow();
        client.connection = FakeChannel.Connection.DONE;
        key.adoptState();
        key.interestOps(OP_READ | OP_WRITE);
        client.socket.completeConnect();
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
    }

    @Test
    void whatCameWhileAConnectionWasPendingIsSeenOnceAnotherThreadFinishedIt() throws IOException {
        FakeChannel client = connecting();
        ReadinessKey key = client.register(engine.selector, OP_READ);
        client.socket.completeConnect();
        client.socket.arrive(1);
        assertThat(engine.ready(key)).isZero();
        engine.poller.whenIdle.add(client::finishConnect);
        engine.selector.select();
        assertThat(engine.poller.blocked).isZero();
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aConnectionThatIsFinishedWhileTheSelectorPacksIsSeenBeforeItSleeps() throws IOException {
        FakeChannel client = connecting();
        ReadinessKey key = client.register(engine.selector, OP_READ);
        client.socket.completeConnect();
        client.socket.arrive(1);
        assertThat(engine.ready(key)).isZero();
        FakeChannel listener = engine.channel(ChannelKind.LISTENER);
        listener.register(engine.selector, listener.validOps());
        listener.whenAskedForOps = client::finishConnect;
        assertThat(engine.selector.select()).isEqualTo(1);
        assertThat(engine.poller.blocked).isZero();
    }

    @Test
    void aReportThatTheHarvestOfAnEarlierPartBroughtIsNotLost() throws IOException {
        ReadinessKey key = settled(OP_READ);
        channel.socket.arrive(1);
        for (int i = 0; i < 600; i++) {
            engine.stream().register(engine.selector, OP_READ);
        }
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void eventsOfOneKeyMayComeTwiceInAList() throws IOException {
        ReadinessKey key = settled(OP_READ | OP_WRITE);
        channel.socket.arrive(1);
        engine.poller.alsoReport(key.token(), Poller.WRITE);
        engine.poller.alsoReport(key.token(), Poller.READ);
        assertThat(engine.selector.selectNow()).isEqualTo(1);
        assertThat(key.readyOps()).isEqualTo(OP_READ | OP_WRITE);
    }
}
