// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** select(Consumer): what the action sees, what it may do. */
@Bounded
class SelectWithActionTest {
    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection first = Connection.open();

    @AutoClose
    private final Connection second = Connection.open();

    SelectWithActionTest() throws IOException {}

    private List<SelectionKey> twoWritableKeys() throws IOException {
        return List.of(
                first.channel.register(selector, OP_READ | OP_WRITE),
                second.channel.register(selector, OP_READ | OP_WRITE));
    }

    @Test
    void theActionIsCalledOncePerReadyKeyAndNothingBecomesSelected() throws IOException {
        List<SelectionKey> keys = twoWritableKeys();
        List<SelectionKey> seen = new ArrayList<>();
        assertThat(selector.select(seen::add)).isEqualTo(2);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(selector.selectedKeys()).isEmpty();
    }

    @Test
    void theActionIsCalledAgainWhileTheKeyIsReady() throws IOException {
        twoWritableKeys();
        for (int i = 0; i < 10; i++) {
            assertThat(selector.selectNow(key -> {})).isEqualTo(2);
            assertThat(selector.select(key -> {}, 1000)).isEqualTo(2);
        }
    }

    @Test
    void anActionThatTakesBackTheInterestOfTheOtherKeyHidesIt() throws IOException {
        List<SelectionKey> keys = twoWritableKeys();
        selector.selectNow(key -> {});
        assertThat(selector.selectNow(key -> keys.get(1 - keys.indexOf(key)).interestOps(0)))
                .isEqualTo(1);
    }

    @Test
    void theReadySetIsReplacedNotAddedTo() throws IOException {
        SelectionKey key = first.channel.register(selector, OP_WRITE);
        selector.selectNow();
        first.peerSends(1);
        key.interestOps(OP_READ);
        List<Integer> ready = new ArrayList<>();
        selector.select(k -> ready.add(k.readyOps()));
        assertThat(ready).containsExactly(OP_READ);
        assertThat(selector.selectedKeys()).containsExactly(key);
    }

    @Test
    void aKeyThatIsSelectedAlreadyIsGivenToTheAction() throws IOException {
        List<SelectionKey> keys = twoWritableKeys();
        assertThat(selector.selectNow()).isEqualTo(2);
        assertThat(selector.selectNow(key -> {})).isEqualTo(2);
        assertThat(selector.selectedKeys()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void withNothingReadyTheActionIsNotCalled() throws IOException {
        first.channel.register(selector, OP_READ);
        Consumer<SelectionKey> never = key -> {
            throw new AssertionError("called with " + key);
        };
        assertThat(selector.selectNow(never)).isZero();
        assertThat(selector.select(never, 1)).isZero();
    }

    @Test
    void anActionThatReadsAllMakesItsKeyUnready() throws IOException {
        first.channel.register(selector, OP_READ);
        first.peerSends(10);
        ByteBuffer buffer = ByteBuffer.allocate(64);
        assertThat(selector.select(key -> read(first, buffer))).isEqualTo(1);
        assertThat(buffer.position()).isEqualTo(10);
        assertThat(selector.selectNow(key -> {})).isZero();
    }

    private static void read(Connection connection, ByteBuffer buffer) {
        try {
            connection.channel.read(buffer);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatTheActionThrowsEndsTheSelectAndTheSelectorGoesOn() throws IOException {
        twoWritableKeys();
        List<SelectionKey> seen = new ArrayList<>();
        RuntimeException thrown = new RuntimeException("from the action");
        assertThatThrownBy(() -> selector.select(key -> {
                    seen.add(key);
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(seen).hasSize(1);
        assertThat(selector.selectNow(key -> {})).isEqualTo(2);
        assertThat(selector.selectNow()).isEqualTo(2);
    }

    @Test
    void aSelectionFromInsideTheActionIsRefused() throws IOException {
        first.channel.register(selector, OP_WRITE);
        List<Throwable> thrown = new ArrayList<>();
        selector.select(key -> {
            for (Selecting inner : List.<Selecting>of(
                    selector::select,
                    selector::selectNow,
                    () -> selector.select(1),
                    () -> selector.select(k -> {}),
                    () -> selector.selectNow(k -> {}),
                    () -> selector.select(k -> {}, 1))) {
                try {
                    inner.select();
                } catch (IllegalStateException | IOException e) {
                    thrown.add(e);
                }
            }
        });
        assertThat(thrown).hasSize(6).allSatisfy(e -> assertThat(e).isExactlyInstanceOf(IllegalStateException.class));
        assertThat(selector.selectNow()).isEqualTo(1);
    }

    private interface Selecting {
        int select() throws IOException;
    }

    @Test
    void anActionMaySelectOnAnotherSelector() throws IOException {
        first.channel.register(selector, OP_WRITE);
        try (Selector other = Selector.open()) {
            second.channel.register(other, OP_WRITE);
            List<Integer> counts = new ArrayList<>();
            selector.select(key -> {
                try {
                    counts.add(other.selectNow());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(counts).containsExactly(1);
        }
    }

    @Test
    void anActionThatClosesTheSelectorMakesTheSelectThrow() throws IOException {
        twoWritableKeys();
        List<SelectionKey> seen = new ArrayList<>();
        assertThatThrownBy(() -> selector.select(key -> {
                    seen.add(key);
                    close(selector);
                }))
                .isExactlyInstanceOf(ClosedSelectorException.class);
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).isValid()).isFalse();
        assertThat(first.channel.isRegistered()).isFalse();
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anActionMayCancelItsOwnKey() throws IOException {
        SelectionKey key = first.channel.register(selector, OP_WRITE);
        assertThat(selector.select(SelectionKey::cancel)).isEqualTo(1);
        assertThat(key.isValid()).isFalse();
        assertThat(selector.selectNow(k -> {})).isZero();
        assertThat(selector.keys()).isEmpty();
    }

    /** Whether the other key's action is still called is left open: the JDK calls it, with a cancelled key. */
    @Test
    void anActionMayCancelOtherReadyKeys() throws IOException {
        List<SelectionKey> keys = twoWritableKeys();
        assertThat(selector.select(key -> keys.forEach(SelectionKey::cancel))).isPositive();
        assertThat(keys)
                .allSatisfy(key -> assertThatThrownBy(key::readyOps).isExactlyInstanceOf(CancelledKeyException.class));
        assertThat(selector.selectNow(key -> {})).isZero();
        assertThat(selector.keys()).isEmpty();
    }

    @Test
    void anActionMayCloseTheChannelOfAnotherReadyKey() throws IOException {
        twoWritableKeys();
        List<SelectionKey> seen = new ArrayList<>();
        assertThat(selector.select(key -> {
                    seen.add(key);
                    close(key.channel() == first.channel ? second.channel : first.channel);
                }))
                .isEqualTo(1);
        assertThat(seen).hasSize(1);
        assertThat(selector.selectNow(key -> {})).isEqualTo(1);
        assertThat(selector.keys()).containsExactlyElementsOf(seen);
    }

    @Test
    void anActionMayRegisterAChannelForTheNextSelect() throws IOException {
        first.channel.register(selector, OP_WRITE);
        List<SelectionKey> added = new ArrayList<>();
        selector.select(key -> {
            try {
                added.add(second.channel.register(selector, OP_WRITE));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        List<SelectionKey> seen = new ArrayList<>();
        assertThat(selector.select(seen::add)).isEqualTo(2);
        assertThat(seen).containsAll(added);
    }

    @Test
    void anActionMayChangeTheInterestOfItsKey() throws IOException {
        SelectionKey key = first.channel.register(selector, OP_WRITE);
        selector.select(k -> k.interestOps(OP_READ));
        assertThat(selector.selectNow(k -> {})).isZero();
        key.interestOps(OP_WRITE);
        assertThat(selector.selectNow(k -> {})).isEqualTo(1);
    }

    @Test
    void aMissingActionIsRefusedBeforeAnythingElse() throws IOException {
        selector.close();
        assertThatThrownBy(() -> selector.select(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> selector.selectNow(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> selector.select(null, 1)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> selector.select(null, -1)).isExactlyInstanceOf(NullPointerException.class);
    }
}
