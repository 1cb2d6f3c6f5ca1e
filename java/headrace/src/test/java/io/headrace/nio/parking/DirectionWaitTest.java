// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Waiting;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Each race of a wait, step by step: one thread plays both sides, up to where it would park. */
@Bounded
class DirectionWaitTest {
    private static final long FOREVER = -1;

    private final DirectionWait wait = new DirectionWait();

    private boolean begin() {
        return wait.begin(Thread.currentThread());
    }

    /** Returns when it is over; a park that nobody ends would hang the test. */
    private void parkUntilEnded() {
        wait.park(Thread.currentThread(), FOREVER);
    }

    @Test
    void aReportBetweenTheTryAndTheWaitIsNotLost() {
        wait.report();
        assertThat(begin()).isFalse();
    }

    @Test
    void aReportIsGoodForOneWait() {
        wait.report();
        wait.report();
        assertThat(begin()).isFalse();
        assertThat(begin()).isTrue();
    }

    @Test
    void aReportBetweenBeginAndParkEndsThePark() {
        begin();
        wait.report();
        parkUntilEnded();
        wait.finish();
        assertThat(begin()).as("the report was used up").isTrue();
    }

    @Test
    void anEndBetweenBeginAndParkEndsThePark() {
        begin();
        wait.end();
        parkUntilEnded();
        wait.finish();
        assertThat(begin()).isFalse();
        assertThat(begin()).as("it has ended for good").isFalse();
    }

    @Test
    void aReportAfterTheEndChangesNothing() {
        wait.end();
        wait.report();
        assertThat(begin()).isFalse();
        assertThat(wait.takeReport()).isFalse();
    }

    @Test
    void aPermitOfSomebodyElseDoesNotEndThePark() throws Exception {
        Background<Void> waiting = Background.start(() -> {
            begin();
            LockSupport.unpark(Thread.currentThread());
            parkUntilEnded();
            wait.finish();
            return null;
        });
        Waiting.until("parked", () -> waiting.thread.getState() == Thread.State.WAITING);
        wait.report();
        waiting.result();
    }

    @Test
    void anInterruptEndsTheParkAndStaysSet() {
        begin();
        Thread.currentThread().interrupt();
        parkUntilEnded();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void timeEndsThePark() {
        begin();
        wait.park(Thread.currentThread(), 1_000_000);
        wait.finish();
        assertThat(wait.isWaiting()).isFalse();
        assertThat(wait.takeReport()).isFalse();
    }

    @Test
    void theNextThreadWaitsWhenTheFirstHasFinished() throws Exception {
        begin();
        wait.finish();
        Background<Boolean> next = Background.start(() -> {
            boolean began = begin();
            parkUntilEnded();
            wait.finish();
            return began;
        });
        Waiting.until("parked", wait::isWaiting);
        wait.report();
        assertThat(next.result()).isTrue();
    }
}
