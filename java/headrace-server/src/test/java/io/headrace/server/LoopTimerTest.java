// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static io.headrace.server.LoopFixture.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timers of a loop. */
@Bounded
class LoopTimerTest {
    private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    private LoopFixture fixture;
    private EventLoop loop;

    @BeforeEach
    void start() throws IOException {
        fixture = new LoopFixture();
        loop = fixture.loop;
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
        assertThat(fixture.reports).isEmpty();
    }

    @Test
    void aTimerWakesTheLoopThatSleeps() throws Exception {
        long before = System.nanoTime();
        loop.timer(() -> ran.add("timer")).start(20, TimeUnit.MILLISECONDS);
        assertThat(next(ran)).isEqualTo("timer");
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void timersRunInTheOrderOfTheirTimes() throws Exception {
        fixture.inLoop(() -> {
            LoopTimer second = loop.timer(() -> ran.add("second"));
            second.start(1, TimeUnit.MILLISECONDS);
            loop.timer(() -> ran.add("first")).start(1, TimeUnit.MILLISECONDS);
            // later than the other one, however long this takes
            second.start(2, TimeUnit.MILLISECONDS);
        });
        assertThat(next(ran)).isEqualTo("first");
        assertThat(next(ran)).isEqualTo("second");
    }

    @Test
    void aCancelledTimerDoesNotRun() throws Exception {
        fixture.inLoop(() -> {
            LoopTimer timer = loop.timer(() -> ran.add("cancelled"));
            timer.start(1, TimeUnit.MILLISECONDS);
            loop.timer(() -> ran.add("other")).start(2, TimeUnit.MILLISECONDS);
            timer.cancel();
            timer.cancel();
        });
        assertThat(next(ran)).isEqualTo("other");
    }

    @Test
    void anotherThreadMayCancel() throws Exception {
        LoopTimer timer = loop.timer(() -> ran.add("cancelled"));
        timer.start(1, TimeUnit.HOURS);
        timer.cancel();
        fixture.inLoop(() -> assertThat(loop.timers.isEmpty()).isTrue());
    }

    @Test
    void aTimerThatIsStartedAgainRunsOnceAtItsLastTime() throws Exception {
        fixture.inLoop(() -> {
            LoopTimer timer = loop.timer(() -> ran.add("timer"));
            timer.start(1, TimeUnit.HOURS);
            timer.start(1, TimeUnit.MILLISECONDS);
            timer.start(2, TimeUnit.MILLISECONDS);
        });
        assertThat(next(ran)).isEqualTo("timer");
        fixture.inLoop(() -> assertThat(loop.timers.isEmpty()).isTrue());
        assertThat(ran).isEmpty();
    }

    @Test
    void aTimeTooLongForTheClockIsNever() throws Exception {
        loop.timer(() -> ran.add("never")).start(Long.MAX_VALUE, TimeUnit.DAYS);
        loop.timer(() -> ran.add("now")).start(0, TimeUnit.DAYS);
        assertThat(next(ran)).isEqualTo("now");
        fixture.turn();
        assertThat(ran).isEmpty();
    }

    @Test
    void aNegativeTimeIsRefused() {
        LoopTimer timer = loop.timer(() -> {});
        assertThatThrownBy(() -> timer.start(-1, TimeUnit.SECONDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void aTickAllocatesNothing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AtomicLong ticks = new AtomicLong();
        long[] allocated = new long[2];
        AtomicReference<LoopTimer> timer = new AtomicReference<>();
        Runnable tick = () -> {
            long tickNumber = ticks.incrementAndGet();
            if (tickNumber == 20_000) {
                allocated[0] =
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            }
            if (tickNumber == 40_000) {
                allocated[1] =
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                ran.add("done");
            } else {
                timer.get().start(0, TimeUnit.NANOSECONDS);
            }
        };
        timer.set(loop.timer(tick));
        timer.get().start(0, TimeUnit.NANOSECONDS);
        next(ran);
        assertThat(allocated[1] - allocated[0]).as("bytes of 20,000 ticks").isLessThan(1000);
    }
}
