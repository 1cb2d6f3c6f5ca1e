// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.TriggerMode;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectedKeysTest {
    private final Engine engine = new Engine(Backend.EPOLL, TriggerMode.LEVEL);
    private final SelectedKeys set = new SelectedKeys();

    private List<ReadinessKey> select(int count) throws IOException {
        List<ReadinessKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ReadinessKey key = engine.stream().register(engine.selector, OP_READ);
            keys.add(key);
            set.select(key);
        }
        return keys;
    }

    @Test
    void holdsWhatWasSelectedBeyondItsFirstCapacity() throws IOException {
        List<ReadinessKey> keys = select(200);
        assertThat(set).hasSize(200).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(set.contains((Object) keys.get(77))).isTrue();
    }

    @Test
    void removesAnyKeyOnce() throws IOException {
        List<ReadinessKey> keys = select(5);
        assertThat(set.remove(keys.get(1))).isTrue();
        assertThat(set.remove(keys.get(1))).isFalse();
        assertThat(set).hasSize(4).doesNotContain(keys.get(1));
    }

    @Test
    void aRemovedKeyMayBeSelectedAgain() throws IOException {
        ReadinessKey key = select(1).get(0);
        set.clear();
        set.select(key);
        assertThat(set).containsExactly(key);
    }

    @Test
    void aClearedKeyIsNotHeldOnceItIsDeregistered() {
        assertThat(clearedAndDeregistered(0)).satisfies(SelectedKeysTest::isNotHeld);
    }

    @Test
    void aKeySelectedAgainAtAnotherPlaceIsNotHeldOnceItIsDeregistered() {
        assertThat(clearedAndDeregistered(1)).satisfies(SelectedKeysTest::isNotHeld);
    }

    /** A key that was cleared, and selected again in the place of the key before it where there is one. */
    private WeakReference<ReadinessKey> clearedAndDeregistered(int before) {
        ReadinessKey key = unregistered();
        for (int i = 0; i < before; i++) {
            set.select(unregistered());
        }
        set.select(key);
        set.clear();
        if (before > 0) {
            set.select(key);
        }
        set.deselect(key);
        return new WeakReference<>(key);
    }

    private ReadinessKey unregistered() {
        FakeChannel channel = engine.stream();
        return new ReadinessKey(engine.selector, channel, channel, TriggerMode.LEVEL, OP_READ);
    }

    private static void isNotHeld(WeakReference<ReadinessKey> key) {
        System.gc();
        assertThat(key.get()).isNull();
    }

    @Test
    void takesNoStrangers() throws IOException {
        select(1);
        ReadinessKey stranger = engine.stream().register(engine.selector, OP_READ);
        stranger.selectedIndex = 0;
        assertThat(set.contains((Object) stranger)).isFalse();
        assertThat(set.remove("stranger")).isFalse();
        assertThatThrownBy(() -> set.addAll(List.of())).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> set.add(stranger)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void refusesObjectsOfOtherTypesAsUnsupported() {
        assertThatThrownBy(() -> ((Set) set).add(new Object())).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theIteratorVisitsEachKeyOnceThoughItRemovesSome() throws IOException {
        List<ReadinessKey> keys = select(100);
        Set<SelectionKey> visited = new HashSet<>();
        for (Iterator<SelectionKey> i = set.iterator(); i.hasNext(); ) {
            SelectionKey key = i.next();
            assertThat(visited.add(key)).isTrue();
            if (keys.indexOf(key) % 3 == 0) {
                i.remove();
            }
        }
        assertThat(visited).hasSize(100);
        assertThat(set).hasSize(66);
    }

    @Test
    void theIteratorFailsWhenTheSetHasChanged() throws IOException {
        List<ReadinessKey> keys = select(3);
        Iterator<SelectionKey> i = set.iterator();
        i.next();
        set.remove(keys.get(0));
        assertThatThrownBy(i::next).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(i::remove).isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void theIteratorRemovesOnlyWhatNextGave() throws IOException {
        select(2);
        Iterator<SelectionKey> i = set.iterator();
        assertThatThrownBy(i::remove).isInstanceOf(IllegalStateException.class);
        i.next();
        i.remove();
        assertThatThrownBy(i::remove).isInstanceOf(IllegalStateException.class);
        i.next();
        assertThatThrownBy(i::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void iteratorsMayBeNested() throws IOException {
        select(10);
        int pairs = 0;
        for (SelectionKey a : set) {
            for (SelectionKey b : set) {
                pairs += a == b ? 0 : 1;
            }
        }
        assertThat(pairs).isEqualTo(90);
    }

    @Test
    void anIteratorAtItsLastKeyIsNotTakenByAnother() throws IOException {
        List<ReadinessKey> keys = select(1);
        Iterator<SelectionKey> outer = set.iterator();
        outer.next();
        outer.remove();
        set.select(keys.get(0));
        Iterator<SelectionKey> inner = set.iterator();
        assertThat(outer.hasNext()).isFalse();
        assertThat(inner.hasNext()).isTrue();
    }

    @Test
    void loopsThatRemoveEveryKeyUseAFewIteratorsInTurn() throws IOException {
        List<ReadinessKey> keys = select(2);
        List<Iterator<SelectionKey>> used = new ArrayList<>();
        for (int round = 0; round < 3 * SelectedKeys.ITERATORS; round++) {
            Iterator<SelectionKey> i = set.iterator();
            while (i.hasNext()) {
                i.next();
                i.remove();
            }
            keys.forEach(set::select);
            if (round < SelectedKeys.ITERATORS) {
                used.add(i);
            } else {
                assertThat(i).isSameAs(used.get(round % SelectedKeys.ITERATORS));
            }
        }
        assertThat(used).doesNotHaveDuplicates();
    }

    @Test
    void anIteratorThatWasLeftBeforeItsEndIsNeverUsedAgain() throws IOException {
        select(2);
        Iterator<SelectionKey> left = set.iterator();
        left.next();
        for (int i = 0; i < 2 * SelectedKeys.ITERATORS; i++) {
            assertThat(set.iterator()).isNotSameAs(left);
        }
        assertThat(left.hasNext()).isTrue();
    }

    @Test
    void forEachFailsWhenItsActionChangesTheSet() throws IOException {
        select(3);
        assertThatThrownBy(() -> set.forEach(set::remove)).isInstanceOf(ConcurrentModificationException.class);
    }
}
