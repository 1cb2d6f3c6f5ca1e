// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.util.Arrays;

/** The timers of a loop that run, the next one first: a binary heap. The loop's thread only. */
final class TimerHeap {
    private LoopTimer[] heap = new LoopTimer[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Nanoseconds until the next timer, 0 or less if it is due. There has to be one. */
    long untilNext(long now) {
        return heap[0].deadline - now;
    }

    /** Takes out the next timer if it is due, else returns null. */
    LoopTimer pollDue(long now) {
        if (size == 0 || untilNext(now) > 0) {
            return null;
        }
        LoopTimer due = heap[0];
        cancel(due);
        return due;
    }

    void start(LoopTimer timer, long deadline) {
        timer.deadline = deadline;
        if (timer.index == LoopTimer.NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            timer.index = size++;
        }
        settle(timer);
    }

    void cancel(LoopTimer timer) {
        int gap = timer.index;
        if (gap == LoopTimer.NOWHERE) {
            return;
        }
        timer.index = LoopTimer.NOWHERE;
        LoopTimer last = heap[--size];
        heap[size] = null;
        if (last != timer) {
            last.index = gap;
            settle(last);
        }
    }

    private void settle(LoopTimer timer) {
        rise(timer);
        sink(timer);
    }

    private void rise(LoopTimer timer) {
        int at = timer.index;
        while (at > 0 && isBefore(timer, heap[(at - 1) / 2])) {
            place(heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }
        place(timer, at);
    }

    private void sink(LoopTimer timer) {
        int at = timer.index;
        int child = earlierChild(at);
        while (child < size && isBefore(heap[child], timer)) {
            place(heap[child], at);
            at = child;
            child = earlierChild(at);
        }
        place(timer, at);
    }

    /** At or behind the end if there is none. */
    private int earlierChild(int parent) {
        int left = 2 * parent + 1;
        return left + 1 < size && isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    private static boolean isBefore(LoopTimer one, LoopTimer other) {
        return one.deadline - other.deadline < 0;
    }

    private void place(LoopTimer timer, int index) {
        heap[index] = timer;
        timer.index = index;
    }
}
