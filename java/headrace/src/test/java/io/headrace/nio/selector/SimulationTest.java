// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import io.headrace.os.Poller;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random walks, the same in each run: what peers, users and other threads do, also in the midst of a select.
 * Afterwards a select tells exactly what the sockets are ready for, and sleeps only where that is nothing.
 */
class SimulationTest {
    private static final int WALKS = 40;
    private static final int STEPS = 150;
    private static final List<TriggerMode> MODES = List.of(TriggerMode.TRACKED, TriggerMode.LEVEL, TriggerMode.ONESHOT);
    private static final ChannelKind[] KINDS = ChannelKind.values();

    private Random random;
    private Backend backend;
    private Engine engine;
    private List<FakeChannel> channels;

    static List<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Backend backend : Backend.values()) {
            MODES.forEach(mode -> cells.add(Arguments.of(backend, mode)));
        }
        return cells;
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aSelectTellsWhatTheSocketsAreReadyFor(Backend simulated, TriggerMode mode) throws IOException {
        backend = simulated;
        for (int seed = 0; seed < WALKS; seed++) {
            random = new Random(seed);
            engine = new Engine(backend, mode);
            channels = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                act();
                if (random.nextInt(3) == 0) {
                    selectAmongOthers();
                }
                if (random.nextInt(3) == 0) {
                    check("seed " + seed + ", step " + step);
                }
            }
            channels.forEach(this::close);
            engine.settle();
            assertThat(engine.poller.liveTokens()).isZero();
            assertThat(engine.selector.keys()).isEmpty();
        }
    }

    private void selectAmongOthers() {
        hook(engine.poller.beforeChanges);
        hook(engine.poller.afterHarvest);
        engine.selectNow();
        engine.poller.beforeChanges.clear();
        engine.poller.afterHarvest.clear();
    }

    private void hook(Deque<Runnable> point) {
        if (random.nextBoolean()) {
            point.add(this::act);
        }
    }

    private void check(String when) throws IOException {
        Map<SelectionKey, Integer> expected = new HashMap<>();
        for (SelectionKey key : engine.selector.keys()) {
            int ops = key.isValid() ? truth((ReadinessKey) key) : 0;
            if (ops != 0) {
                expected.put(key, ops);
            }
        }
        Map<SelectionKey, Integer> told = new HashMap<>();
        // A late report lacks what became ready after it: the next select tells that.
        for (int selects = backend.late() ? 2 : 1; selects > 0; selects--) {
            engine.selector.selectNow(key -> told.merge(key, key.readyOps(), (one, other) -> one | other));
        }
        assertThat(told).as(when).isEqualTo(expected);
        if (random.nextBoolean()) {
            assertThat(engine.blocks()).as(when).isEqualTo(expected.isEmpty());
        }
    }

    private static int truth(ReadinessKey key) {
        FakeChannel channel = (FakeChannel) key.channel();
        int ready = channel.socket.ready();
        boolean over = (ready & (Poller.HANGUP | Poller.ERROR_PENDING)) != 0;
        return key.interestOps() & (over ? -1 : channel.readyOps(ready));
    }

    private void act() {
        if (channels.isEmpty() || channels.size() < 6 && random.nextInt(10) == 0) {
            channels.add(engine.channel(KINDS[random.nextInt(KINDS.length)]));
        }
        FakeChannel channel = channels.get(random.nextInt(channels.size()));
        switch (random.nextInt(14)) {
            case 0, 1 -> channel.socket.arrive(1 + random.nextInt(4));
            case 2, 3 -> receive(channel);
            case 4, 5 -> channel.send(1 + random.nextInt(6));
            case 6, 7 -> channel.socket.peerReads(channel.kind.stream ? random.nextInt(6) : 0);
            case 8 -> arriveRarely(channel);
            case 9, 10 -> changeInterest(channel);
            case 11 -> register(channel);
            case 12 -> cancelRarely(channel);
            default -> closeRarely(channel);
        }
    }

    private void receive(FakeChannel channel) {
        channel.receive(1 + random.nextInt(6), () -> {
            if (random.nextInt(4) == 0) {
                channel.socket.arrive(1);
            }
        });
    }

    private void arriveRarely(FakeChannel channel) {
        if (channel.kind == ChannelKind.TCP_STREAM) {
            switch (random.nextInt(8)) {
                case 0 -> channel.socket.arriveEnd();
                case 1 -> channel.socket.arriveReset();
                case 2 -> channel.socket.arriveUrgent(random.nextInt(3));
                default -> {}
            }
        }
    }

    private int someOps(FakeChannel channel) {
        return random.nextInt(32) & channel.validOps() & (OP_READ | OP_WRITE | OP_ACCEPT);
    }

    private void changeInterest(FakeChannel channel) {
        SelectionKey key = channel.keyFor(engine.selector);
        if (key != null && key.isValid()) {
            key.interestOps(someOps(channel));
        }
    }

    private void register(FakeChannel channel) {
        SelectionKey key = channel.keyFor(engine.selector);
        if (key == null || key.isValid()) {
            try {
                channel.register(engine.selector, someOps(channel), MODES.get(random.nextInt(MODES.size())));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void cancelRarely(FakeChannel channel) {
        SelectionKey key = channel.keyFor(engine.selector);
        if (key != null && random.nextInt(3) == 0) {
            key.cancel();
        }
    }

    private void closeRarely(FakeChannel channel) {
        if (random.nextInt(3) == 0) {
            channels.remove(channel);
            close(channel);
        }
    }

    private void close(FakeChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
