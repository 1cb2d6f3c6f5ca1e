// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** keys() as a set: live, and not the user's to change. */
@Bounded
class KeySetTest {
    @AutoClose
    private final Selector selector = Selector.open();

    private final Pipe pipe = Pipe.open();

    @AutoClose
    private final Pipe.SourceChannel source = pipe.source();

    @AutoClose
    private final Pipe.SinkChannel sink = pipe.sink();

    KeySetTest() throws IOException {
        source.configureBlocking(false);
        sink.configureBlocking(false);
    }

    @Test
    void keysIsALiveViewThatStaysTheSame() throws IOException {
        Set<SelectionKey> keys = selector.keys();
        assertThat(keys).isEmpty();
        SelectionKey key = source.register(selector, SelectionKey.OP_READ);
        assertThat(keys).containsExactly(key);
        assertThat(selector.keys()).isSameAs(keys);
    }

    @Test
    void aCancelledKeyLeavesWithTheNextSelect() throws IOException {
        SelectionKey key = source.register(selector, SelectionKey.OP_READ);
        key.cancel();
        assertThat(selector.keys()).containsExactly(key);
        selector.selectNow();
        assertThat(selector.keys()).isEmpty();
    }

    @Test
    void theUserCannotChangeIt() throws IOException {
        SelectionKey key = source.register(selector, SelectionKey.OP_READ);
        Set<SelectionKey> keys = selector.keys();
        Iterator<SelectionKey> it = keys.iterator();
        it.next();
        assertThatThrownBy(it::remove).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> keys.remove(key)).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> keys.add(key)).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> keys.addAll(List.of(key))).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> keys.removeAll(List.of(key))).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> keys.retainAll(List.of())).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> keys.removeIf(k -> true)).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(keys::clear).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThat(keys).containsExactly(key);
    }

    @Test
    void iteratingWhileAnotherThreadRegistersNeitherFailsNorMissesOldKeys() throws Exception {
        SelectionKey old = source.register(selector, SelectionKey.OP_READ);
        List<Pipe> others = new ArrayList<>();
        Background<Void> registering = Background.start(() -> {
            for (int i = 0; i < 200; i++) {
                Pipe other = Pipe.open();
                others.add(other);
                other.sink().configureBlocking(false).register(selector, 0);
                other.source().close();
            }
            return null;
        });
        while (registering.thread.isAlive()) {
            int seen = 0;
            for (SelectionKey key : selector.keys()) {
                seen += key == old ? 1 : 0;
            }
            assertThat(seen).isEqualTo(1);
        }
        registering.result();
        assertThat(selector.keys()).hasSize(201);
        for (Pipe other : others) {
            other.sink().close();
        }
    }

    @Test
    void registeringAgainAnswersTheSameKeyWithNewInterestAndAttachment() throws IOException {
        SelectionKey key = source.register(selector, 0, "first");
        SelectionKey again = source.register(selector, SelectionKey.OP_READ, "second");
        assertThat(again).isSameAs(key);
        assertThat(again.attachment()).isEqualTo("second");
        assertThat(again.interestOps()).isEqualTo(SelectionKey.OP_READ);
        assertThat(selector.keys()).containsExactly(key);
        assertThat(source.keyFor(selector)).isSameAs(key);
        assertThat(source.isRegistered()).isTrue();
    }

    @Test
    void registeringWithAKeyThatIsCancelledAndNotYetFlushedFails() throws IOException {
        SelectionKey key = source.register(selector, SelectionKey.OP_READ);
        key.cancel();
        assertThatThrownBy(() -> source.register(selector, SelectionKey.OP_READ))
                .isExactlyInstanceOf(CancelledKeyException.class);
        selector.selectNow();
        assertThat(source.register(selector, SelectionKey.OP_READ)).isNotSameAs(key);
    }

    @Test
    void aNewKeyNamesItsPartsAndIsNotReady() throws IOException {
        SelectionKey key = source.register(selector, SelectionKey.OP_READ);
        assertThat(key.isValid()).isTrue();
        assertThat(key.channel()).isSameAs(source);
        assertThat(key.selector()).isSameAs(selector);
        assertThat(key.readyOps()).isZero();
        assertThat(key.attachment()).isNull();
    }
}
