// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static io.headrace.os.Poller.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Walks every interleaving of a selector that follows one direction, a thread that receives, and a peer that sends:
 * no data may be there that neither the word, nor an edge, nor a step yet to come tells of, and nothing stays ready
 * that is drained.
 */
class DirectionStatesTest {
    private static final int MOST_WAITS = 4;
    private static final int MOST_RECEIVES = 3;
    private static final int MOST_ARRIVALS = 3;

    private enum Step {
        PREPARE,
        DOUBT,
        WAIT,
        HARVEST,
        REPORT,
        PUBLISH,
        ASLEEP
    }

    private enum Receiver {
        BEFORE,
        CALL,
        STAMP,
        NOTE
    }

    /** A state of the whole; a value. */
    private record World(
            long word,
            int unread,
            boolean edge,
            Step selector,
            int waits,
            boolean ready,
            boolean harvested,
            Receiver receiver,
            long before,
            boolean drained,
            int stamp,
            int receives,
            int arrivals) {}

    /** A key of which nothing but the word counts. */
    private static final class ReadState extends DirectionStates {
        ReadState(long word) {
            super(word);
        }

        @Override
        public SelectableChannel channel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Selector selector() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int interestOps() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SelectionKey interestOps(int ops) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int readyOps() {
            throw new UnsupportedOperationException();
        }
    }

    private final Map<World, World> reached = new HashMap<>();
    private final Deque<World> open = new ArrayDeque<>();
    private int asleep;

    @Test
    void noInterleavingLosesDataOrStaysReadyWithoutAny() {
        ReadState fresh = new ReadState(0);
        fresh.reset(READ);
        reach(
                new World(
                        fresh.word(READ),
                        0,
                        false,
                        Step.PREPARE,
                        0,
                        false,
                        false,
                        Receiver.BEFORE,
                        0,
                        false,
                        0,
                        MOST_RECEIVES,
                        MOST_ARRIVALS),
                null);
        while (!open.isEmpty()) {
            World world = open.remove();
            check(world);
            step(world);
        }
        assertThat(asleep).isPositive();
        assertThat(reached.size()).isGreaterThan(1000);
    }

    private void reach(World next, World from) {
        if (reached.putIfAbsent(next, from == null ? next : from) == null) {
            open.add(next);
        }
    }

    private void step(World w) {
        stepSelector(w);
        stepReceiver(w);
        if (w.arrivals > 0) {
            reach(
                    new World(
                            w.word,
                            w.unread + 1,
                            true,
                            w.selector,
                            w.waits,
                            w.ready,
                            w.harvested,
                            w.receiver,
                            w.before,
                            w.drained,
                            w.stamp,
                            w.receives,
                            w.arrivals - 1),
                    w);
        }
    }

    private void stepSelector(World w) {
        ReadState state = new ReadState(w.word);
        switch (w.selector) {
            case PREPARE -> selector(w, w.word, w.edge, Step.DOUBT, w.waits, state.isReady(READ), false);
            case DOUBT -> {
                boolean doubt = state.isDoubtful(READ);
                if (doubt) {
                    state.arm(READ);
                }
                selector(w, state.word(READ), w.edge || doubt, Step.WAIT, w.waits, w.ready, false);
            }
            case WAIT -> {
                if (w.waits < MOST_WAITS) {
                    selector(w, w.word, w.edge, Step.HARVEST, w.waits + 1, w.ready, false);
                }
            }
            case HARVEST -> {
                boolean found = w.edge && w.unread > 0;
                Step next = found || w.ready ? Step.REPORT : Step.ASLEEP;
                selector(w, w.word, false, next, w.waits, w.ready, found);
            }
            case ASLEEP -> {
                if (w.edge && w.unread > 0) {
                    selector(w, w.word, false, Step.REPORT, w.waits, false, true);
                }
            }
            case REPORT -> {
                if (w.harvested) {
                    assertThat(state.report(READ, false, true, w.waits)).isTrue();
                }
                selector(w, state.word(READ), w.edge, Step.PUBLISH, w.waits, w.ready, w.harvested);
            }
            case PUBLISH -> selector(w, w.word, w.edge, Step.PREPARE, w.waits, false, false);
            default -> throw new AssertionError(w.selector);
        }
    }

    private void selector(World w, long word, boolean edge, Step next, int waits, boolean ready, boolean harvested) {
        reach(
                new World(
                        word,
                        w.unread,
                        edge,
                        next,
                        waits,
                        ready,
                        harvested,
                        w.receiver,
                        w.before,
                        w.drained,
                        w.stamp,
                        w.receives,
                        w.arrivals),
                w);
    }

    /** Receives one byte with room for one: it fills the buffer or would block. */
    private void stepReceiver(World w) {
        ReadState state = new ReadState(w.word);
        switch (w.receiver) {
            case BEFORE -> {
                if (w.receives > 0) {
                    receiver(w, w.word, w.unread, Receiver.CALL, state.epoch(READ), false, 0, w.receives - 1);
                }
            }
            case CALL ->
                receiver(w, w.word, Math.max(0, w.unread - 1), Receiver.STAMP, w.before, w.unread == 0, 0, w.receives);
            case STAMP -> receiver(w, w.word, w.unread, Receiver.NOTE, w.before, w.drained, w.waits, w.receives);
            case NOTE -> {
                if (w.drained) {
                    state.drained(READ, w.before, w.stamp);
                } else {
                    state.doubtful(READ, w.stamp);
                }
                receiver(w, state.word(READ), w.unread, Receiver.BEFORE, 0, false, 0, w.receives);
            }
            default -> throw new AssertionError(w.receiver);
        }
    }

    private void receiver(
            World w, long word, int unread, Receiver next, long before, boolean drained, int stamp, int receives) {
        reach(
                new World(
                        word,
                        unread,
                        w.edge,
                        w.selector,
                        w.waits,
                        w.ready,
                        w.harvested,
                        next,
                        before,
                        drained,
                        stamp,
                        receives,
                        w.arrivals),
                w);
    }

    private void check(World w) {
        ReadState state = new ReadState(w.word);
        boolean idle = w.receiver == Receiver.BEFORE;
        if (w.selector == Step.ASLEEP) {
            asleep++;
            if (w.unread > 0 && !w.edge && idle) {
                fail("asleep though there is data:" + path(w));
            }
        }
        boolean told = w.selector == Step.PREPARE && idle && w.waits > 0;
        if (told && w.unread > 0 && !w.edge && !state.isReady(READ) && !state.isDoubtful(READ)) {
            fail("data of which nothing tells:" + path(w));
        }
        // Whoever drained it after the last report has noted that: only a report that is on its way may say ready.
        if (told && w.unread == 0 && state.isReady(READ)) {
            fail("ready for ever without data:" + path(w));
        }
    }

    private String path(World end) {
        StringBuilder text = new StringBuilder();
        Consumer<World> line = w -> text.insert(0, "\n" + Long.toHexString(w.word) + " " + w);
        World w = end;
        for (; reached.get(w) != w; w = reached.get(w)) {
            line.accept(w);
        }
        line.accept(w);
        return text.toString();
    }
}
