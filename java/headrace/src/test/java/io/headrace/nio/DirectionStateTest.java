// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Walks every interleaving of a selector that follows one direction, a thread that receives, and a peer that sends: no data
 * may be there that neither the word, nor an edge, nor a step yet to come tells of, and nothing stays ready that is drained.
 */
class DirectionStateTest {
    private static final int MOST_WAITS = 4;
    private static final int MOST_RECEIVES = 3;
    private static final int MOST_ARRIVALS = 3;

    private enum Selector {
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
            Selector selector,
            int waits,
            boolean ready,
            boolean harvested,
            Receiver receiver,
            long before,
            boolean drained,
            int stamp,
            int receives,
            int arrivals) {}

    private final Map<World, World> reached = new HashMap<>();
    private final Deque<World> open = new ArrayDeque<>();
    private int asleep;

    @Test
    void noInterleavingLosesDataOrStaysReadyWithoutAny() {
        DirectionState fresh = new DirectionState(0);
        fresh.reset();
        reach(
                new World(
                        fresh.word(),
                        0,
                        false,
                        Selector.PREPARE,
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
        DirectionState state = new DirectionState(w.word);
        switch (w.selector) {
            case PREPARE -> selector(w, w.word, w.edge, Selector.DOUBT, w.waits, state.isReady(), false);
            case DOUBT -> {
                boolean doubt = state.isDoubtful();
                if (doubt) {
                    state.armed();
                }
                selector(w, state.word(), w.edge || doubt, Selector.WAIT, w.waits, w.ready, false);
            }
            case WAIT -> {
                if (w.waits < MOST_WAITS) {
                    selector(w, w.word, w.edge, Selector.HARVEST, w.waits + 1, w.ready, false);
                }
            }
            case HARVEST -> {
                boolean found = w.edge && w.unread > 0;
                Selector next = found || w.ready ? Selector.REPORT : Selector.ASLEEP;
                selector(w, w.word, false, next, w.waits, w.ready, found);
            }
            case ASLEEP -> {
                if (w.edge && w.unread > 0) {
                    selector(w, w.word, false, Selector.REPORT, w.waits, false, true);
                }
            }
            case REPORT -> {
                if (w.harvested) {
                    assertThat(state.report(false, true, w.waits)).isTrue();
                }
                selector(w, state.word(), w.edge, Selector.PUBLISH, w.waits, w.ready, w.harvested);
            }
            case PUBLISH -> selector(w, w.word, w.edge, Selector.PREPARE, w.waits, false, false);
            default -> throw new AssertionError(w.selector);
        }
    }

    private void selector(
            World w, long word, boolean edge, Selector next, int waits, boolean ready, boolean harvested) {
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
        DirectionState state = new DirectionState(w.word);
        switch (w.receiver) {
            case BEFORE -> {
                if (w.receives > 0) {
                    receiver(w, w.word, w.unread, Receiver.CALL, state.epoch(), false, 0, w.receives - 1);
                }
            }
            case CALL ->
                receiver(w, w.word, Math.max(0, w.unread - 1), Receiver.STAMP, w.before, w.unread == 0, 0, w.receives);
            case STAMP -> receiver(w, w.word, w.unread, Receiver.NOTE, w.before, w.drained, w.waits, w.receives);
            case NOTE -> {
                if (w.drained) {
                    state.drained(w.before, w.stamp);
                } else {
                    state.doubtful(w.stamp);
                }
                receiver(w, state.word(), w.unread, Receiver.BEFORE, 0, false, 0, w.receives);
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
        DirectionState state = new DirectionState(w.word);
        boolean idle = w.receiver == Receiver.BEFORE;
        if (w.selector == Selector.ASLEEP) {
            asleep++;
            if (w.unread > 0 && !w.edge && idle) {
                fail("asleep though there is data:" + path(w));
            }
        }
        boolean told = w.selector == Selector.PREPARE && idle && w.waits > 0;
        if (told && w.unread > 0 && !w.edge && !state.isReady() && !state.isDoubtful()) {
            fail("data of which nothing tells:" + path(w));
        }
        // Whoever drained it after the last report has noted that: only a report that is on its way may say ready.
        if (told && w.unread == 0 && state.isReady()) {
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
