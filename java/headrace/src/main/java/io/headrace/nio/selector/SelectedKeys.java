// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import java.nio.channels.SelectionKey;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * The selected-key set: an array, each key knows its index. Add, remove and contains take constant time; nothing is
 * allocated once the array is large enough. As {@link java.nio.channels.Selector} says, users synchronize on the set,
 * may remove and may not add; iterators are fail-fast.
 */
final class SelectedKeys extends AbstractSet<SelectionKey> {
    /** A power of two. */
    static final int ITERATORS = 64;

    /**
     * A key that was cleared may still stand behind the end, at the complement of its index and nowhere else: a key
     * that is selected again and again at the same place costs no write of a reference, for which collectors take a
     * memory barrier.
     */
    private ReadinessKey[] keys = new ReadinessKey[64];

    private int size;
    private int modifications;

    /** In a circle. */
    private final KeyIterator[] iterators = new KeyIterator[ITERATORS];

    private int nextIterator;

    void select(ReadinessKey key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        if (keys[size] != key) {
            dropStale(key);
            keys[size] = key;
        }
        key.selectedIndex = size++;
        modifications++;
    }

    boolean contains(ReadinessKey key) {
        return key.selectedIndex >= 0;
    }

    void deselect(ReadinessKey key) {
        int index = key.selectedIndex;
        if (index >= 0) {
            removeAt(index);
            modifications++;
        } else {
            dropStale(key);
        }
    }

    private void dropStale(ReadinessKey key) {
        int was = ~key.selectedIndex;
        if (keys[was] == key) {
            keys[was] = null;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean contains(Object o) {
        return find(o) != null;
    }

    @Override
    public boolean remove(Object o) {
        ReadinessKey key = find(o);
        if (key == null) {
            return false;
        }
        deselect(key);
        return true;
    }

    @Override
    public void clear() {
        for (int i = 0; i < size; i++) {
            keys[i].selectedIndex = ~i;
        }
        size = 0;
        modifications++;
    }

    @Override
    public boolean addAll(Collection<? extends SelectionKey> more) {
        throw new UnsupportedOperationException("only a selector adds to its selected-key set");
    }

    @Override
    public void forEach(Consumer<? super SelectionKey> action) {
        int expected = modifications;
        for (int i = size - 1; i >= 0; i--) {
            action.accept(keys[i]);
            if (modifications != expected) {
                throw new ConcurrentModificationException();
            }
        }
    }

    /**
     * An iterator that has said that there is no more and whose remove could only fail serves again, so a loop of
     * select and iterate allocates nothing. Whoever still holds it would see it come alive: so many others are made
     * before that nobody does.
     */
    @Override
    public Iterator<SelectionKey> iterator() {
        KeyIterator iterator = iterators[nextIterator];
        if (iterator == null || !iterator.isOver()) {
            iterator = new KeyIterator();
            iterators[nextIterator] = iterator;
        }
        nextIterator = (nextIterator + 1) % ITERATORS;
        iterator.start();
        return iterator;
    }

    private ReadinessKey find(Object o) {
        if (o instanceof ReadinessKey key) {
            int index = key.selectedIndex;
            return index >= 0 && index < size && keys[index] == key ? key : null;
        }
        return null;
    }

    private void removeAt(int index) {
        keys[index].selectedIndex = -1;
        ReadinessKey last = keys[--size];
        keys[size] = null;
        if (index != size) {
            keys[index] = last;
            last.selectedIndex = index;
        }
    }

    /** From the end to the start: what takes a removed key's place has been visited already. */
    private final class KeyIterator implements Iterator<SelectionKey> {
        private int next = -1;
        private int last = -1;
        private int expected;
        private boolean ended = true;

        void start() {
            next = size - 1;
            last = -1;
            ended = false;
            expected = modifications;
        }

        boolean isOver() {
            return ended && (last < 0 || expected != modifications);
        }

        @Override
        public boolean hasNext() {
            ended |= next < 0;
            return next >= 0;
        }

        @Override
        public SelectionKey next() {
            ensureUnmodified();
            if (next < 0) {
                throw new NoSuchElementException();
            }
            last = next--;
            return keys[last];
        }

        @Override
        public void remove() {
            if (last < 0) {
                throw new IllegalStateException("next() was not called, or the key was removed already");
            }
            ensureUnmodified();
            removeAt(last);
            last = -1;
            expected = ++modifications;
        }

        private void ensureUnmodified() {
            if (expected != modifications) {
                throw new ConcurrentModificationException();
            }
        }
    }
}
