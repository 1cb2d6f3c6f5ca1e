// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.nio.parking.FakeTransport.Change;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.suite.support.Bounded;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@Bounded
class EdgeParkingPollerTest {
    private static final long DESCRIPTOR = 7;
    private static final int READ = Poller.READ | Poller.EDGE | Poller.URGENT;
    private static final int BOTH = READ | Poller.WRITE;

    private final FakeTransport kernel = new FakeTransport(FakeTransport.EDGES);
    private final ParkingPoller poller = ParkingPoller.open(kernel);
    private final DescriptorWaits waits = new DescriptorWaits(poller, DESCRIPTOR, Poller.URGENT, true);

    EdgeParkingPollerTest() throws IOException {}

    private void reports(int event) {
        kernel.reports(waits.token, event);
        poller.turn(0);
    }

    /** Returns because the report is there already. */
    private void awaitReported(int direction) {
        assertThat(waits.await(direction, -1)).isTrue();
    }

    /** Gives up at once. */
    private void awaitInVain(int direction) {
        assertThat(waits.await(direction, 0)).isTrue();
    }

    @Test
    void aDirectionIsRegisteredByTheFirstWaitAlone() {
        awaitInVain(Poller.READ);
        awaitInVain(Poller.READ);
        awaitInVain(Poller.WRITE);
        awaitInVain(Poller.WRITE);
        assertThat(kernel.changes)
                .containsExactly(
                        new Change(DESCRIPTOR, waits.token, 0, READ, 0),
                        new Change(DESCRIPTOR, waits.token, READ, BOTH, 0));
    }

    @Test
    void aReportWhileNobodyWaitsEndsTheNextWait() {
        awaitInVain(Poller.READ);
        reports(Poller.READ);
        awaitReported(Poller.READ);
    }

    @Test
    void aHangUpEndsTheWaitsForBothDirections() {
        awaitInVain(Poller.READ);
        reports(Poller.HANGUP);
        awaitReported(Poller.READ);
        awaitReported(Poller.WRITE);
    }

    @Test
    void whatIsReportedForAnEarlierTokenOfTheSlotMeetsNobody() {
        awaitInVain(Poller.READ);
        long old = waits.token;
        waits.leave();
        DescriptorWaits next = new DescriptorWaits(poller, DESCRIPTOR, 0, true);
        next.await(Poller.READ, 0);
        assertThat((int) next.token).isEqualTo((int) old);
        kernel.reports(old, Poller.READ);
        poller.turn(0);
        next.received(true);
        assertThat(next.isDrained()).isTrue();
    }

    @Test
    void aClosedDescriptorIsNamedByNoSystemCall() {
        awaitInVain(Poller.READ);
        waits.close(false);
        assertThat(kernel.lastChange().flags()).isEqualTo(Poller.CHANGE_CLOSED);
        waits.end(Poller.READ | Poller.WRITE);
        awaitReported(Poller.READ);
        assertThat(kernel.changes).hasSize(2);
    }

    /** The kernel's registration would live on with the other descriptor. */
    @Test
    void aSharedDescriptorIsTakenOutBeforeItsClose() {
        awaitInVain(Poller.READ);
        long old = waits.token;
        waits.close(true);
        assertThat(kernel.lastChange()).isEqualTo(new Change(DESCRIPTOR, old, READ, 0, 0));
    }

    @Test
    void aWaitThatBeginsAfterTheCloseRegistersNothing() {
        waits.close(false);
        awaitInVain(Poller.READ);
        assertThat(kernel.changes).isEmpty();
    }

    @Test
    void aChannelThatLeavesIsTakenOutAndMayComeBack() {
        awaitInVain(Poller.READ);
        long old = waits.token;
        waits.leave();
        assertThat(kernel.lastChange()).isEqualTo(new Change(DESCRIPTOR, old, READ, 0, 0));
        awaitReported(Poller.READ);
        awaitInVain(Poller.READ);
        assertThat(kernel.lastChange().now()).isEqualTo(READ);
    }

    @Test
    void whatTheSystemRefusesToWatchIsNotWaitedFor() {
        kernel.nextChange = -OsError.MEMORY;
        assertThat(waits.await(Poller.READ, -1)).isFalse();
        kernel.nextChange = 0;
        awaitInVain(Poller.READ);
        assertThat(waits.armed).isEqualTo(Poller.READ);
    }

    @Test
    void aShortReadIsBelievedFromTheFirstWaitOnUntilTheNextReport() {
        waits.received(true);
        assertThat(waits.isDrained()).as("nobody watches yet").isFalse();
        awaitInVain(Poller.READ);
        waits.received(true);
        assertThat(waits.isDrained()).isTrue();
        reports(Poller.READ);
        assertThat(waits.isDrained()).isFalse();
    }

    @Test
    void afterUrgentDataOrTheEndAShortReadProvesNothing() {
        awaitInVain(Poller.READ);
        reports(Poller.READ | Poller.HALF_CLOSED);
        waits.await(Poller.READ, 0);
        waits.received(true);
        assertThat(waits.isDrained()).isFalse();
    }

    @Test
    void thoseWhoWaitAreCounted() {
        assertThat(poller.parked()).isZero();
    }
}
