// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.os.Poller;
import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@Bounded
class OneshotParkingPollerTest {
    private static final long DESCRIPTOR = 7;

    private final FakeTransport kernel = new FakeTransport(Poller.CAP_ONESHOT);
    private final ParkingPoller poller = ParkingPoller.open(kernel);
    private final DescriptorWaits waits = new DescriptorWaits(poller, DESCRIPTOR, 0, true);

    OneshotParkingPollerTest() throws IOException {}

    private Background<Boolean> blocked(int direction) {
        Background<Boolean> blocked = Background.start(() -> waits.await(direction, -1));
        Waiting.until(
                "it waits",
                () -> (waits.wanted() & direction) != 0 && blocked.thread.getState() == Thread.State.WAITING);
        return blocked;
    }

    @Test
    void aWaitIsRegisteredWithTheNextTurnAndAgainForTheNextWait() throws Exception {
        for (int round = 0; round < 2; round++) {
            Background<Boolean> blocked = blocked(Poller.READ);
            poller.turn(0);
            assertThat(kernel.lastChange().now()).isEqualTo(Poller.READ | Poller.ONESHOT);
            kernel.reports(waits.token, Poller.READ);
            poller.turn(0);
            assertThat(blocked.result()).isTrue();
        }
        assertThat(kernel.changes).hasSize(2);
        assertThat(kernel.wakeups).isEqualTo(2);
    }

    @Test
    void aReportOfOneDirectionLetsTheOtherComeBack() throws Exception {
        Background<Boolean> reader = blocked(Poller.READ);
        Background<Boolean> writer = blocked(Poller.WRITE);
        poller.turn(0);
        assertThat(kernel.lastChange().now()).isEqualTo(Poller.READ | Poller.WRITE | Poller.ONESHOT);
        kernel.reports(waits.token, Poller.READ);
        poller.turn(0);
        assertThat(reader.result()).isTrue();
        assertThat(writer.result()).isTrue();
    }

    @Test
    void aWaitThatIsGivenUpLeavesNothingRegistered() {
        Background<Boolean> blocked = blocked(Poller.READ);
        poller.turn(0);
        blocked.thread.interrupt();
        Waiting.until("it gave up", () -> waits.wanted() == 0 && kernel.wakeups > 1);
        poller.turn(0);
        assertThat(kernel.lastChange().now()).isZero();
        assertThat(waits.token).isZero();
    }

    @Test
    void aRegistrationThatFailsIsNotWaitedForAgain() throws Exception {
        Background<Boolean> blocked = blocked(Poller.READ);
        poller.turn(0);
        kernel.reports(waits.token, Poller.CHANGE_FAILED);
        poller.turn(0);
        assertThat(blocked.result()).as("it tries the operation again").isTrue();
        assertThat(waits.await(Poller.READ, -1)).isFalse();
    }

    @Test
    void aClosedDescriptorIsForgottenAndItsRegistrationEnds() throws Exception {
        Background<Boolean> blocked = blocked(Poller.READ);
        poller.turn(0);
        long token = waits.token;
        waits.close(false);
        assertThat(kernel.forgotten).containsExactly(token);
        waits.end(Poller.READ);
        assertThat(blocked.result()).isTrue();
        poller.turn(0);
        assertThat(kernel.lastChange())
                .isEqualTo(new FakeTransport.Change(
                        DESCRIPTOR, token, Poller.READ | Poller.ONESHOT, 0, Poller.CHANGE_CLOSED));
    }
}
