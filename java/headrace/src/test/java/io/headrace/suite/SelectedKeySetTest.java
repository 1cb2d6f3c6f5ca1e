// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** selectedKeys() as a set: what may be taken out, what may not be put in. Three sinks are ready to be written. */
@Bounded
class SelectedKeySetTest {
    private static final int READY = 3;

    @AutoClose
    private final Selector selector = Selector.open();

    private final List<Pipe> pipes = new ArrayList<>();
    private final List<SelectionKey> keys = new ArrayList<>();

    SelectedKeySetTest() throws IOException {}

    @BeforeEach
    void selectThreeKeys() throws IOException {
        for (int i = 0; i < READY; i++) {
            Pipe pipe = Pipe.open();
            pipes.add(pipe);
            pipe.sink().configureBlocking(false);
            keys.add(pipe.sink().register(selector, SelectionKey.OP_WRITE));
        }
        assertThat(selector.selectNow()).isEqualTo(READY);
    }

    @AfterEach
    void closePipes() throws IOException {
        for (Pipe pipe : pipes) {
            pipe.sink().close();
            pipe.source().close();
        }
    }

    @Test
    void selectedKeysIsTheSameSetEachTime() {
        assertThat(selector.selectedKeys()).isSameAs(selector.selectedKeys());
    }

    @Test
    void aSelectPutsEachReadyKeyInOnce() throws IOException {
        selector.selectNow();
        assertThat(selector.selectedKeys()).hasSize(READY).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void containsTellsSelectedKeysFromOthers() throws IOException {
        Set<SelectionKey> selected = selector.selectedKeys();
        selected.remove(keys.get(0));
        assertThat(selected.contains(keys.get(0))).isFalse();
        assertThat(selected.contains(keys.get(1))).isTrue();
        assertThat(selected.contains((Object) "no key")).isFalse();
        assertThat(selected.contains(null)).isFalse();
    }

    @Test
    void aKeyOfAnotherSelectorIsNotContained() throws IOException {
        try (Selector other = Selector.open()) {
            SelectionKey foreign = pipes.get(0).sink().register(other, SelectionKey.OP_WRITE);
            other.selectNow();
            assertThat(selector.selectedKeys().contains(foreign)).isFalse();
            assertThat(selector.selectedKeys().remove(foreign)).isFalse();
            assertThat(other.selectedKeys()).containsExactly(foreign);
        }
    }

    @Test
    void removeTakesOneKeyOutAndSaysWhetherItWasThere() throws IOException {
        Set<SelectionKey> selected = selector.selectedKeys();
        assertThat(selected.remove(keys.get(1))).isTrue();
        assertThat(selected.remove(keys.get(1))).isFalse();
        assertThat(selected).containsExactlyInAnyOrder(keys.get(0), keys.get(2));
        assertThat(selector.selectNow()).isEqualTo(1);
        assertThat(selected).hasSize(READY);
    }

    @Test
    void removingWhatIsNoKeyChangesNothing() {
        assertThat(selector.selectedKeys().remove((Object) "no key")).isFalse();
        assertThat(selector.selectedKeys().remove(null)).isFalse();
        assertThat(selector.selectedKeys()).hasSize(READY);
    }

    @Test
    void clearEmptiesTheSetAndTheNextSelectFillsIt() throws IOException {
        selector.selectedKeys().clear();
        assertThat(selector.selectedKeys()).isEmpty();
        assertThat(selector.selectNow()).isEqualTo(READY);
        assertThat(selector.selectedKeys()).hasSize(READY);
    }

    @Test
    void removeIfTakesOutWhatMatches() {
        assertThat(selector.selectedKeys().removeIf(key -> key != keys.get(2))).isTrue();
        assertThat(selector.selectedKeys()).containsExactly(keys.get(2));
        assertThat(selector.selectedKeys().removeIf(key -> false)).isFalse();
    }

    @Test
    void retainAllKeepsWhatIsNamed() {
        assertThat(selector.selectedKeys().retainAll(Set.of(keys.get(0)))).isTrue();
        assertThat(selector.selectedKeys()).containsExactly(keys.get(0));
        assertThat(selector.selectedKeys().retainAll(Set.of(keys.get(0)))).isFalse();
    }

    @Test
    void removeAllTakesOutWhatIsNamed() {
        assertThat(selector.selectedKeys().removeAll(Set.of(keys.get(0), keys.get(1))))
                .isTrue();
        assertThat(selector.selectedKeys()).containsExactly(keys.get(2));
    }

    @Test
    void anIteratorVisitsEachKeyOnceAndRemovesIt() {
        Set<SelectionKey> visited = new HashSet<>();
        for (Iterator<SelectionKey> it = selector.selectedKeys().iterator(); it.hasNext(); ) {
            assertThat(visited.add(it.next())).isTrue();
            it.remove();
        }
        assertThat(visited).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(selector.selectedKeys()).isEmpty();
    }

    @Test
    void removingTheMiddleKeyByAnIteratorKeepsTheOthers() {
        Iterator<SelectionKey> it = selector.selectedKeys().iterator();
        it.next();
        SelectionKey middle = it.next();
        it.remove();
        SelectionKey last = it.next();
        assertThat(last).isNotSameAs(middle);
        assertThat(it.hasNext()).isFalse();
        assertThat(selector.selectedKeys()).hasSize(READY - 1).doesNotContain(middle);
    }

    @Test
    void anIteratorRemovesOnlyWhatNextAnswered() {
        Iterator<SelectionKey> it = selector.selectedKeys().iterator();
        assertThatThrownBy(it::remove).isExactlyInstanceOf(IllegalStateException.class);
        it.next();
        it.remove();
        assertThatThrownBy(it::remove).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void anIteratorAtItsEndHasNoNext() {
        Iterator<SelectionKey> it = selector.selectedKeys().iterator();
        for (int i = 0; i < READY; i++) {
            it.next();
        }
        assertThatThrownBy(it::next).isExactlyInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anIteratorAtItsEndStaysThereThoughMoreIsSelectedAndIterated() throws IOException {
        Iterator<SelectionKey> ended = selector.selectedKeys().iterator();
        while (ended.hasNext()) {
            ended.next();
            ended.remove();
        }
        for (int round = 0; round < 10; round++) {
            selector.selectedKeys().clear();
            assertThat(selector.select()).isEqualTo(READY);
            Iterator<SelectionKey> next = selector.selectedKeys().iterator();
            assertThat(ended.hasNext()).isFalse();
            assertThat(next.hasNext()).isTrue();
            assertThatThrownBy(ended::remove).isInstanceOf(IllegalStateException.class);
            next.forEachRemaining(key -> {});
        }
    }

    @Test
    void twoIteratorsDoNotDisturbEachOther() {
        Set<SelectionKey> selected = selector.selectedKeys();
        int pairs = 0;
        for (SelectionKey outer : selected) {
            for (SelectionKey inner : selected) {
                pairs += outer == inner ? 0 : 1;
            }
        }
        assertThat(pairs).isEqualTo(READY * (READY - 1));
    }

    @Test
    void anIteratorFailsFastAfterARemovalBehindItsBack() {
        Iterator<SelectionKey> it = selector.selectedKeys().iterator();
        SelectionKey first = it.next();
        selector.selectedKeys().remove(first);
        assertThatThrownBy(it::next).isExactlyInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void anIteratorFailsFastAfterASelectThatAddedAKey() throws IOException {
        selector.selectedKeys().remove(keys.get(0));
        Iterator<SelectionKey> it = selector.selectedKeys().iterator();
        it.next();
        selector.selectNow();
        assertThatThrownBy(it::next).isExactlyInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void forEachFailsFastWhenItsActionRemoves() {
        Set<SelectionKey> selected = selector.selectedKeys();
        assertThatThrownBy(() -> selected.forEach(selected::remove))
                .isExactlyInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void nothingCanBeAdded() {
        Set<SelectionKey> selected = selector.selectedKeys();
        SelectionKey key = keys.get(0);
        selected.remove(key);
        assertThatThrownBy(() -> selected.add(key)).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> selected.addAll(keys)).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThat(selected).hasSize(READY - 1);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void addingWhatIsNoKeyIsUnsupportedToo() {
        Set raw = selector.selectedKeys();
        assertThatThrownBy(() -> raw.add(new Object())).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> raw.addAll(List.of("no key")))
                .isExactlyInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void addingAnEmptyCollectionToAnEmptySetChangesNothing() {
        Set<SelectionKey> selected = selector.selectedKeys();
        selected.clear();
        assertThatThrownBy(() -> selected.addAll(keys)).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThat(selected).isEmpty();
    }

    @Test
    void itEqualsASetOfTheSameKeys() {
        assertThat(selector.selectedKeys().equals(new HashSet<>(keys))).isTrue();
        assertThat(new HashSet<>(keys).equals(selector.selectedKeys())).isTrue();
        assertThat(selector.selectedKeys()).hasSameHashCodeAs(new HashSet<>(keys));
        assertThat(selector.selectedKeys().equals(Collections.emptySet())).isFalse();
    }

    @Test
    void copiesHoldEveryKey() {
        assertThat(selector.selectedKeys().toArray()).containsExactlyInAnyOrderElementsOf(new ArrayList<Object>(keys));
        assertThat(selector.selectedKeys().toArray(new SelectionKey[0])).hasSize(READY);
        assertThat(selector.selectedKeys().stream().distinct()).hasSize(READY);
    }
}
