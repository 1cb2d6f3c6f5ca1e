// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operations borrow, and what selectors allocate. */
class MemoryTest {
    private static final int MANY = 1000;

    private final FakeMemory system = new FakeMemory();
    private final Memory memory = new Memory(system);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 512, 513, 16384, 16385, 131072, 131073})
    void whatIsBorrowedHasRoomForWhatWasAsked(int bytes) {
        try (Borrowed borrowed = memory.borrow(bytes)) {
            assertThat(borrowed.bytes().capacity()).isGreaterThanOrEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Addresses.SIZE, 10_000, Memory.LARGEST})
    void aThreadThatBorrowsAgainGetsTheSameMemory(int bytes) {
        ByteBuffer first;
        try (Borrowed borrowed = memory.borrow(bytes)) {
            first = borrowed.bytes();
        }
        for (int i = 0; i < MANY; i++) {
            try (Borrowed borrowed = memory.borrow(bytes)) {
                assertThat(borrowed.bytes()).isSameAs(first);
            }
        }
        assertThat(system.pieces()).isEqualTo(1);
    }

    @Test
    void whatIsBorrowedNobodyElseGets() {
        List<Borrowed> all = new ArrayList<>();
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(memory.borrow(1));
            ByteBuffer piece = all.get(i).bytes();
            assertThat(pieces).noneMatch(other -> other == piece);
            pieces.add(piece);
        }
        all.forEach(Borrowed::close);
    }

    @Test
    void ofWhatManyThreadsHaveBorrowedAtOnceFewPiecesAreKept() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        CountDownLatch allHaveOne = new CountDownLatch(100);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            done.add(threads.submit(() -> {
                try (Borrowed borrowed = memory.borrow(Memory.LARGEST)) {
                    allHaveOne.countDown();
                    allHaveOne.await();
                    return borrowed.bytes().get(0);
                }
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();
        assertThat(system.pieces()).isBetween(1, 16);
    }

    @Test
    void whatIsTooLargeToBeKeptIsFreedOnceAndReachedNoMore() {
        Borrowed borrowed = memory.borrow(Memory.LARGEST + 1);
        borrowed.close();
        borrowed.close();
        assertThat(borrowed.bytes()).isNull();
        assertThat(system.pieces()).isZero();
    }

    @Test
    void whereThereIsNoneTheErrorSaysSoAndTheNextIsLent() {
        system.failAfter(0);
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> memory.borrow(Addresses.SIZE))
                .withMessageContaining("outside the heap");
        system.recover();
        memory.borrow(Addresses.SIZE).close();
        assertThat(system.pieces()).isEqualTo(1);
    }

    @Test
    void changesAndEventsFreeWhatTheyOutgrowAndAllOnceTheyAreClosed() {
        ChangeList changes = new ChangeList(memory);
        EventBuffer events = new EventBuffer(memory, 4);
        for (int i = 0; i < MANY; i++) {
            assertThat(changes.hasRoom()).isTrue();
            changes.add(i, i, 0, 1, 0, 0);
        }
        events.grow();
        assertThat(events.capacity()).isEqualTo(8);
        assertThat(system.pieces()).isEqualTo(2);
        assertThat(changes.bytes().getLong((MANY - 1) * 24)).isEqualTo(MANY - 1);
        changes.close();
        events.close();
        changes.close();
        events.close();
        assertThat(system.pieces()).isZero();
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(changes::bytes);
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(events::bytes);
    }
}
