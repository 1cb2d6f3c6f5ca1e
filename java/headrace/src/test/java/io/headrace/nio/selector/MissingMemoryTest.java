// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.headrace.TriggerMode;
import io.headrace.os.OsError;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A select that finds no memory outside the heap: it may take more system calls, and loses nothing. */
@ParameterizedClass
@MethodSource("cells")
class MissingMemoryTest {
    /** More than a new selector has room for: 64 changes, and 256 events. */
    private static final int MANY = 300;

    private static final long ERROR = -(OsError.MEMORY | 12L << 8);

    private final FakeKernel kernel;
    private final TriggerMode mode;

    MissingMemoryTest(Backend backend, TriggerMode mode) {
        this.kernel = new FakeKernel(backend);
        this.mode = mode;
    }

    static List<Arguments> cells() {
        return RegistrationTest.cells();
    }

    /** A selector that will have no memory but its first. */
    private Engine withoutMemory() {
        Engine engine = new Engine(kernel, mode, 0);
        kernel.memory.failAfter(0);
        return engine;
    }

    private static List<ReadinessKey> register(Engine engine, int count, int ops) throws IOException {
        List<ReadinessKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(engine.stream().register(engine.selector, ops));
        }
        return keys;
    }

    private static FakeChannel channel(ReadinessKey key) {
        return (FakeChannel) key.channel();
    }

    /** All that a few selects find, each of them once. */
    private static Set<ReadinessKey> found(Engine engine) throws IOException {
        Set<ReadinessKey> found = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            Set<SelectionKey> now = new HashSet<>();
            engine.selector.selectNow(key -> {
                assertThat(now.add(key)).isTrue();
                found.add((ReadinessKey) key);
            });
        }
        return found;
    }

    @Test
    void eachNewKeyIsRegistered() throws IOException {
        Engine engine = withoutMemory();
        List<ReadinessKey> keys = register(engine, MANY, OP_READ);
        engine.selector.selectNow();
        assertThat(engine.poller.liveTokens()).isEqualTo(MANY);
        keys.forEach(key -> channel(key).socket.arrive(1));
        assertThat(found(engine)).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(kernel.memory.refused()).isPositive();
    }

    @Test
    void eachCancelledKeyIsDeregisteredAndItsChannelCanBeRegisteredAgain() throws IOException {
        Engine engine = withoutMemory();
        List<ReadinessKey> keys = register(engine, MANY, OP_READ);
        engine.settle();
        keys.forEach(ReadinessKey::cancel);
        engine.selector.selectNow();
        assertThat(engine.selector.keys()).isEmpty();
        engine.settle();
        assertThat(engine.poller.liveTokens()).isZero();
        for (ReadinessKey key : keys) {
            assertThat(channel(key).isRegistered()).isFalse();
            channel(key).register(engine.selector, OP_READ);
        }
        engine.settle();
        assertThat(engine.poller.liveTokens()).isEqualTo(MANY);
    }

    @Test
    void eachChangeOfInterestReachesTheKernel() throws IOException {
        Engine engine = withoutMemory();
        List<ReadinessKey> keys = register(engine, MANY, OP_READ);
        engine.settle();
        keys.forEach(key -> key.interestOps(OP_WRITE));
        assertThat(found(engine)).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void whatStaysReadyLetsASelectReturn() throws IOException {
        Engine engine = withoutMemory();
        List<ReadinessKey> keys = register(engine, MANY, OP_READ);
        engine.settle();
        keys.forEach(key -> channel(key).socket.arrive(1));
        for (int i = 0; i < 3; i++) {
            keys.forEach(key -> key.interestOps(key.interestOps() ^ OP_WRITE));
            assertThat(found(engine)).containsExactlyInAnyOrderElementsOf(keys);
            keys.forEach(key -> channel(key).receiveAll());
            keys.forEach(key -> channel(key).socket.arrive(1));
        }
        assertThat(engine.poller.blocked).isZero();
    }

    /** The last key that is prepared is the first that was registered, and packed alone. */
    @Test
    void aSelectThatTookInEventsWhileItMadeRoomDoesNotSleep() throws IOException {
        Engine engine = withoutMemory();
        List<ReadinessKey> keys = register(engine, 65, OP_READ);
        List<ReadinessKey> readable = keys.subList(1, 65);
        readable.forEach(key -> channel(key).socket.arrive(1));
        engine.selector.select();
        assertThat(engine.poller.blocked).isZero();
        assertThat(engine.selector.selectedKeys()).containsExactlyInAnyOrderElementsOf(readable);
    }

    @Test
    void interestOutlivesAWaitThatFailsInTheMidstOfIt() throws IOException {
        Engine engine = withoutMemory();
        List<ReadinessKey> keys = register(engine, MANY, OP_READ);
        engine.settle();
        for (int i = 0; i < 3; i++) {
            keys.forEach(key -> key.interestOps(key.interestOps() ^ OP_WRITE));
            engine.poller.waitErrors.add(ERROR);
            assertThatExceptionOfType(IOException.class).isThrownBy(engine.selector::selectNow);
        }
        assertThat(found(engine)).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void cancelledKeysAndInterestOutliveAWaitThatFails() throws IOException {
        Engine engine = withoutMemory();
        List<ReadinessKey> cancelled = register(engine, MANY, OP_READ);
        List<ReadinessKey> changed = register(engine, MANY, OP_READ);
        engine.settle();
        cancelled.forEach(ReadinessKey::cancel);
        changed.forEach(key -> key.interestOps(OP_WRITE));
        for (int i = 0; i < 3; i++) {
            engine.poller.waitErrors.add(ERROR);
            assertThatExceptionOfType(IOException.class).isThrownBy(engine.selector::selectNow);
        }
        assertThat(found(engine)).containsExactlyInAnyOrderElementsOf(changed);
        assertThat(engine.selector.keys()).hasSize(MANY);
        engine.settle();
        assertThat(engine.poller.liveTokens()).isEqualTo(MANY);
    }

    @Test
    void nothingIsLostWhicheverPieceIsMissing() throws IOException {
        int piece = 0;
        do {
            kernel.memory.failOnceAfter(piece++);
            int refused = kernel.memory.refused();
            Engine engine;
            try {
                engine = new Engine(kernel, mode, 0);
            } catch (OutOfMemoryError e) {
                assertThat(kernel.poller.closed).isEqualTo(1);
                assertThat(kernel.memory.pieces()).isZero();
                continue;
            }
            registerChangeAndCancel(engine);
            engine.selector.close();
            assertThat(kernel.memory.pieces()).isZero();
            if (kernel.memory.refused() == refused) {
                break;
            }
        } while (true);
        assertThat(piece).isGreaterThan(4);
    }

    private static void registerChangeAndCancel(Engine engine) throws IOException {
        List<ReadinessKey> keys = register(engine, 2 * MANY, OP_READ);
        engine.settle();
        List<ReadinessKey> cancelled = keys.subList(0, MANY);
        List<ReadinessKey> changed = keys.subList(MANY, 2 * MANY);
        cancelled.forEach(ReadinessKey::cancel);
        changed.forEach(key -> key.interestOps(OP_WRITE));
        assertThat(found(engine)).containsExactlyInAnyOrderElementsOf(changed);
        assertThat(engine.selector.keys()).hasSize(MANY);
        assertThat(engine.poller.liveTokens()).isEqualTo(MANY);
    }
}
