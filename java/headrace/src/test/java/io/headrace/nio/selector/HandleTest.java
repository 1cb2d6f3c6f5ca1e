// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@link FakeKernel} fails a descriptor that is closed twice. */
class HandleTest {
    private final FakeKernel kernel = new FakeKernel(Backend.EPOLL);
    private final long number = kernel.open(new FakeSocket());
    private final Handle handle = new Handle(kernel.sockets(), number, ChannelKind.TCP_STREAM);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdown();
    }

    private boolean isOpen() {
        return kernel.open.containsKey(number);
    }

    @Test
    void closeOfAnIdleHandleClosesTheDescriptorAtOnce() {
        assertThat(handle.close()).isTrue();
        assertThat(isOpen()).isFalse();
        assertThat(handle.isClosed()).isTrue();
    }

    @Test
    void theLastOneOutHasTheLastWordBeforeTheDescriptorIsClosed() {
        List<Boolean> wasOpen = new ArrayList<>();
        handle.enter();
        handle.close(() -> wasOpen.add(isOpen()));
        assertThat(wasOpen).isEmpty();
        handle.leave();
        assertThat(wasOpen).containsExactly(true);
        assertThat(isOpen()).isFalse();
    }

    @Test
    void onlyTheFirstCloseCounts() {
        handle.close();
        assertThat(handle.close()).isFalse();
    }

    @Test
    void theLastUseClosesTheDescriptor() {
        handle.enter();
        handle.enterRead();
        handle.enterWrite();
        handle.close();
        handle.leave();
        handle.leaveWrite();
        assertThat(isOpen()).isTrue();
        handle.leaveRead();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void nobodyEntersAfterClose() {
        handle.enter();
        handle.close();
        assertThat(handle.enter()).isFalse();
        assertThat(handle.enterRead()).isFalse();
        assertThat(handle.enterWrite()).isFalse();
        handle.leave();
    }

    @Test
    void aReaderAndAWriterAreInsideTogether() {
        assertThat(handle.enterRead()).isTrue();
        assertThat(handle.enterWrite()).isTrue();
        handle.leaveRead();
        assertThat(handle.enterRead()).isTrue();
    }

    @Test
    void readersThatWaitAreLetGoByCloseThoughOneIsInside() throws Exception {
        handle.enterRead();
        handle.enterWrite();
        List<Future<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(inThread(handle::enterRead));
            waiting.add(inThread(handle::enterWrite));
        }
        handle.close();
        for (Future<Boolean> each : waiting) {
            assertThat(each.get()).isFalse();
        }
        handle.leaveRead();
        assertThat(isOpen()).isTrue();
        handle.leaveWrite();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void readersThatWaitEnterOneAfterAnother() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        handle.enterRead();
        List<Future<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(threads.submit(() -> {
                handle.enterRead();
                int together = inside.incrementAndGet();
                inside.decrementAndGet();
                handle.leaveRead();
                return together;
            }));
        }
        handle.leaveRead();
        for (Future<Integer> each : waiting) {
            assertThat(each.get()).isEqualTo(1);
        }
        handle.close();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void aDescriptorThatSomebodyElseClosedIsNoticed() {
        kernel.sockets().close(number);
        assertThatThrownBy(handle::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void manyThreadsUseTheDescriptorOnlyWhileItIsOpenAndCloseItOnce() throws Exception {
        for (int round = 0; round < 200; round++) {
            useAndClose(new Handle(kernel.sockets(), kernel.open(new FakeSocket()), ChannelKind.TCP_STREAM));
        }
        assertThat(kernel.open).containsOnlyKeys(number);
    }

    private void useAndClose(Handle shared) throws Exception {
        AtomicInteger readers = new AtomicInteger();
        AtomicInteger writers = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(6);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            boolean closes = i == 0;
            boolean reads = i % 2 == 0;
            running.add(threads.submit(() -> {
                start.await();
                int times = ThreadLocalRandom.current().nextInt(30);
                if (closes) {
                    for (int n = 0; n < times; n++) {
                        Thread.onSpinWait();
                    }
                    return shared.close();
                }
                while (reads ? shared.enterRead() : shared.enterWrite()) {
                    AtomicInteger inside = reads ? readers : writers;
                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                    assertThat(isOpen(shared)).isTrue();
                    inside.decrementAndGet();
                    if (reads) {
                        shared.leaveRead();
                    } else {
                        shared.leaveWrite();
                    }
                }
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    private boolean isOpen(Handle shared) {
        return kernel.open.containsKey(shared.socket());
    }

    private Future<Boolean> inThread(Callable<Boolean> task) {
        return threads.submit(task);
    }
}
