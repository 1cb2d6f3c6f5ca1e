// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PollerReferenceTest {
    private final FakeKernel kernel = new FakeKernel(Backend.EPOLL);
    private final FakePoller poller = (FakePoller) kernel.openPoller();
    private final PollerReference reference = new PollerReference(poller);

    @Test
    void afterCloseNobodyReachesThePoller() {
        reference.close();
        reference.close();
        assertThat(reference.wakeup()).isZero();
        assertThat(reference.forget(3, 1)).isZero();
        assertThat(poller.closed).isEqualTo(1);
        assertThat(poller.forgotten).isEmpty();
    }

    /** {@link FakePoller} fails a wakeup after close. */
    @Test
    void manyThreadsWakeAPollerThatIsClosedOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 500; round++) {
                FakePoller raced = (FakePoller) kernel.openPoller();
                PollerReference shared = new PollerReference(raced);
                CyclicBarrier start = new CyclicBarrier(4);
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    boolean closes = i == 0;
                    running.add(threads.submit(() -> {
                        start.await();
                        if (closes) {
                            shared.close();
                        } else {
                            shared.wakeup();
                        }
                        return null;
                    }));
                }
                for (Future<?> each : running) {
                    each.get();
                }
                assertThat(raced.closed).isEqualTo(1);
            }
        } finally {
            threads.shutdown();
        }
    }
}
