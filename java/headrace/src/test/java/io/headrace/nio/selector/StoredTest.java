// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The channel holds what a receive takes, and the kernel has nothing to report. */
@ParameterizedClass
@MethodSource("cells")
class StoredTest {
    private final Engine engine;
    private final TriggerMode mode;
    private final FakeChannel channel;

    StoredTest(Backend backend, TriggerMode mode) {
        this.mode = mode;
        engine = new Engine(backend, mode);
        channel = engine.channel(ChannelKind.UDP);
    }

    static Stream<Arguments> cells() {
        return Arrays.stream(Backend.values())
                .flatMap(backend -> Arrays.stream(TriggerMode.values()).map(mode -> Arguments.of(backend, mode)));
    }

    private boolean once() {
        return mode == TriggerMode.EDGE;
    }

    private ReadinessKey register(int ops) throws IOException {
        ReadinessKey key = channel.register(engine.selector, ops);
        engine.settle();
        return key;
    }

    @Test
    void aKeyIsReadyAsLongAsThereIsSomething() throws IOException {
        ReadinessKey key = register(OP_READ);
        channel.readiness().stored(true);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        assertThat(engine.ready(key)).isEqualTo(once() ? 0 : OP_READ);
        channel.readiness().stored(false);
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void aKeyThatComesLaterIsReadyToo() throws IOException {
        channel.readiness().stored(true);
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        assertThat(engine.ready(key)).isEqualTo(once() ? 0 : OP_READ);
    }

    @Test
    void interestThatComesLaterFindsIt() throws IOException {
        channel.readiness().stored(true);
        ReadinessKey key = register(OP_WRITE);
        assertThat(engine.blocks()).isTrue();
        key.interestOps(OP_READ | OP_WRITE);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
    }

    @Test
    void aKeyWhoseModeChangesIsReady() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ, TriggerMode.LEVEL);
        engine.settle();
        channel.readiness().stored(true);
        channel.register(engine.selector, OP_READ, mode);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        assertThat(engine.ready(key)).isEqualTo(once() ? 0 : OP_READ);
    }

    @Test
    void aSelectThatSleepsIsWoken() throws IOException {
        ReadinessKey key = register(OP_READ);
        engine.poller.whenIdle.add(() -> channel.readiness().stored(true));
        assertThat(engine.selector.select()).isEqualTo(1);
        assertThat(key.readyOps()).isEqualTo(OP_READ);
    }

    @Test
    void nobodyIsWokenWhoDoesNotWantToRead() throws IOException {
        register(OP_WRITE);
        int before = engine.poller.waits.size();
        engine.poller.whenIdle.add(() -> channel.readiness().stored(true));
        assertThat(engine.blocks()).isTrue();
        assertThat(engine.poller.waits).hasSize(before + 1);
    }

    @Test
    void whatIsTakenBesideASelectIsNotReported() throws IOException {
        ReadinessKey key = register(OP_READ);
        channel.readiness().stored(true);
        engine.poller.afterHarvest.add(() -> channel.readiness().stored(false));
        assertThat(engine.ready(key)).isEqualTo(once() ? OP_READ : 0);
    }

    @Test
    void anErrorThatWasReportedBeforeMakesItNoMoreThanReadable() throws IOException {
        ReadinessKey key = register(OP_READ | OP_WRITE);
        channel.socket.arriveReset();
        assertThat(engine.ready(key)).isEqualTo(OP_READ | OP_WRITE);
        channel.socket.makeIdle();
        engine.settle();
        channel.readiness().stored(true);
        assertThat(engine.ready(key)).isEqualTo(once() ? OP_READ | OP_WRITE : OP_READ);
    }

    @Test
    void aCancelledKeyIsNotReady() throws IOException {
        ReadinessKey key = register(OP_READ);
        key.cancel();
        channel.readiness().stored(true);
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void onlyWhatIsReportedAsOftenAsTheKernelWouldIsStored() throws IOException {
        assertThat(channel.readiness().reportsStored()).as("no key").isFalse();
        channel.register(engine.selector, OP_READ);
        assertThat(channel.readiness().reportsStored()).as("no select yet").isFalse();
        engine.settle();
        assertThat(channel.readiness().reportsStored()).isEqualTo(!once());
    }
}
