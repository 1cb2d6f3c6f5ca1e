// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import io.headrace.suite.support.Backlog;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Datagrams wait behind the one that a call takes: wherever they are kept, no selector can tell. */
@Bounded
class BacklogReadinessTest {
    private static final int MANY = 40;

    @AutoClose
    private final Backlog backlog = new Backlog();

    private final DatagramPair pair = backlog.pair;
    private final DatagramChannel channel = backlog.channel;
    private final Selector selector = backlog.selector;

    BacklogReadinessTest() throws IOException {}

    @Test
    void theKeyIsReadyUntilTheLastWasTaken() throws IOException {
        backlog.arrive(MANY);
        for (int i = 0; i < MANY; i++) {
            Waiting.untilReady(backlog.key, OP_READ);
            assertThat(Waiting.isReady(backlog.key)).isTrue();
            backlog.assertNextIs(i);
        }
        assertThat(Waiting.isReady(backlog.key)).isFalse();
        pair.peerSends(1);
        Waiting.untilReady(backlog.key, OP_READ);
    }

    @Test
    void aKeyThatIsReadyAlreadyIsNotCountedAgain() throws IOException {
        backlog.leaveFew();
        selector.selectedKeys().clear();
        assertThat(selector.selectNow()).isEqualTo(1);
        assertThat(selector.selectNow()).isZero();
        assertThat(selector.selectedKeys()).containsExactly(backlog.key);
    }

    @Test
    void anActionIsToldOfThem() throws IOException {
        backlog.leaveFew();
        List<SelectionKey> told = new ArrayList<>();
        assertThat(selector.selectNow(told::add)).isEqualTo(1);
        assertThat(told).containsExactly(backlog.key);
    }

    @Test
    void interestThatComesBackFindsThem() throws IOException {
        backlog.leaveFew();
        backlog.key.interestOps(0);
        assertThat(Waiting.isReady(backlog.key)).isFalse();
        backlog.key.interestOps(OP_WRITE);
        Waiting.untilReady(backlog.key, OP_WRITE);
        assertThat(backlog.key.readyOps()).isEqualTo(OP_WRITE);
        backlog.key.interestOps(OP_READ);
        assertThat(Waiting.isReady(backlog.key)).isTrue();
        backlog.assertFewFollow();
        assertThat(Waiting.isReady(backlog.key)).isFalse();
    }

    @Test
    void aSecondSelectorFindsThem() throws IOException {
        backlog.leaveFew();
        try (Selector second = Selector.open()) {
            SelectionKey late = channel.register(second, OP_READ);
            assertThat(Waiting.isReady(late)).isTrue();
            assertThat(Waiting.isReady(backlog.key)).isTrue();
            backlog.assertFewFollow();
            assertThat(Waiting.isReady(late)).isFalse();
            assertThat(Waiting.isReady(backlog.key)).isFalse();
        }
    }

    @Test
    void aRegistrationAnewFindsThem() throws IOException {
        backlog.leaveFew();
        backlog.deregister();
        backlog.register();
        assertThat(Waiting.isReady(backlog.key)).isTrue();
        backlog.assertFewFollow();
    }

    @OnHeadrace
    @ParameterizedTest
    @EnumSource(
            value = TriggerMode.class,
            names = {"LEVEL", "ONESHOT", "TRACKED"})
    void theyAreReportedInEachModeAsLongAsTheyWait(TriggerMode mode) throws IOException {
        try (HeadraceSelector second = HeadraceSelectorProvider.provider().openSelector(mode)) {
            SelectionKey other = channel.register(second, OP_READ);
            backlog.arrive(MANY);
            Waiting.untilReady(other, OP_READ);
            for (int i = 0; i < MANY; i++) {
                assertThat(Waiting.isReady(other)).isTrue();
                backlog.assertNextIs(i);
            }
            assertThat(Waiting.isReady(other)).isFalse();
        }
    }

    @OnHeadrace
    @Test
    void aKeyThatIsMadeEdgeTriggeredIsToldOfThemOnce() throws IOException {
        backlog.leaveFew();
        HeadraceSelector headrace = (HeadraceSelector) selector;
        headrace.register(channel, OP_READ, TriggerMode.EDGE, null);
        assertThat(Waiting.isReady(backlog.key)).isTrue();
        assertThat(Waiting.isReady(backlog.key)).isFalse();
        backlog.assertFewFollow();
        backlog.arrive(MANY);
        assertThat(Waiting.isReady(backlog.key)).isFalse();
        for (int i = 0; i < MANY; i++) {
            backlog.assertNextIs(i);
        }
    }
}
