// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop that a handler blocks says so. */
@Bounded
class WatchdogTest {
    private static final Duration LIMIT = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    private static void blockUntil(CountDownLatch seen) {
        try {
            seen.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCallThatDoesNotReturnIsToldWithItsStackAndForHowLong() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        AtomicReference<StackTraceElement[]> stack = new AtomicReference<>();
        AtomicReference<Duration> time = new AtomicReference<>();
        AtomicReference<EventLoop> who = new AtomicReference<>();
        try (EventLoop loop = EventLoop.builder()
                .onBlocked(LIMIT, (blocked, atLeast, trace) -> {
                    who.set(blocked);
                    time.set(atLeast);
                    stack.set(trace);
                    seen.countDown();
                })
                .start()) {
            loop.execute(() -> blockUntil(seen));
            seen.await();
            assertThat(who).hasValue(loop);
            assertThat(time.get()).isGreaterThanOrEqualTo(LIMIT);
            assertThat(Arrays.stream(stack.get()).map(StackTraceElement::getMethodName))
                    .contains("blockUntil");
        }
    }

    @Test
    void aCallIsToldOnceAndTheNextOneAgain() throws Exception {
        List<Duration> told = new ArrayList<>();
        AtomicLong calls = new AtomicLong();
        try (EventLoop loop = EventLoop.builder().start()) {
            Watchdog watchdog = new Watchdog(loop, calls, 100, (blocked, atLeast, trace) -> told.add(atLeast));
            watchdog.look(0);
            watchdog.look(1000);
            assertThat(told).as("while nothing runs").isEmpty();
            calls.set(1);
            watchdog.look(1100);
            watchdog.look(1199);
            assertThat(told).as("before the limit").isEmpty();
            watchdog.look(1200);
            watchdog.look(1400);
            assertThat(told).containsExactly(Duration.ofNanos(100));
            calls.set(3);
            watchdog.look(1500);
            watchdog.look(1650);
            assertThat(told).containsExactly(Duration.ofNanos(100), Duration.ofNanos(150));
        }
    }

    @Test
    void theRecorderHasTheStackOfTheHandler() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (Recording recording = new Recording()) {
            recording.enable("io.headrace.LoopBlocked");
            recording.start();
            try (EventLoop loop = EventLoop.builder()
                    .name("recorded")
                    .onBlocked(LIMIT, (blocked, atLeast, trace) -> seen.countDown())
                    .start()) {
                loop.execute(() -> blockUntil(seen));
                seen.await();
            }
            recording.stop();
            recording.dump(folder.resolve("blocked.jfr"));
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(folder.resolve("blocked.jfr"));
        assertThat(events).hasSize(1);
        assertThat(events.get(0).getString("loop")).isEqualTo("EventLoop[recorded]");
        assertThat(events.get(0).getString("stack")).contains("WatchdogTest.blockUntil");
        assertThat(events.get(0).getDuration("atLeast")).isGreaterThanOrEqualTo(LIMIT);
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> EventLoop.builder().onBlocked(Duration.ZERO, (loop, atLeast, trace) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }
}
