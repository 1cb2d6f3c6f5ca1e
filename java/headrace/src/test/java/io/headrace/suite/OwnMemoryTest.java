// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.Headrace;
import io.headrace.suite.program.OwnMemoryProgram;
import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What Headrace holds outside the heap: for threads, for selectors, and for how long. */
@Bounded
@OnHeadrace
class OwnMemoryTest {
    private static final int THREADS = 1000;

    /** The cache may fill up meanwhile: 16 pieces of each size that the operations here need. */
    private static final long CACHE = 16 * (512 + 16 * 1024);

    private static final long CACHE_OF_LARGE = CACHE + 16 * 128 * 1024;

    @AutoClose
    private final ChannelPair pair = ChannelPair.openNonBlocking();

    @AutoClose
    private final DatagramChannel datagrams = DatagramChannel.open().bind(ChannelPair.anyLoopbackPort());

    OwnMemoryTest() throws IOException {
        datagrams.configureBlocking(false);
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** Everything that borrows: a heap buffer, several of them, an address. */
    private Void operate() throws IOException {
        ByteBuffer heap = ByteBuffer.allocate(1000);
        pair.client.write(heap.clear());
        pair.client.write(new ByteBuffer[] {heap.clear(), ByteBuffer.allocate(10)});
        pair.server.read(heap.clear());
        pair.server.read(new ByteBuffer[] {heap.clear(), ByteBuffer.allocate(3000)});
        datagrams.send(heap.flip(), datagrams.getLocalAddress());
        datagrams.receive(heap.clear());
        return null;
    }

    /** A leak of one KiB in each would be twice what is allowed. */
    @Test
    void aThousandThreadsThatAreOverLeaveNothing() throws Exception {
        operate();
        long before = Headrace.memoryBytes();
        long direct = directBytes();
        for (int i = 0; i < THREADS; i++) {
            Background.start(this::operate).result();
        }
        assertThat(Headrace.memoryBytes() - before).isLessThanOrEqualTo(CACHE);
        // Less where a garbage collection came in between.
        assertThat(directBytes()).as("direct buffers of the JDK").isLessThanOrEqualTo(direct);
        assertThat(Headrace.peakMemoryBytes()).isGreaterThanOrEqualTo(Headrace.memoryBytes());
    }

    /** 60 threads that hold what they need would hold 7.5 MiB. */
    @Test
    void aThreadThatWaitsForHeapBuffersToFillHoldsNothing() throws Exception {
        long before = Headrace.memoryBytes();
        List<ChannelPair> pairs = new ArrayList<>();
        List<Background<?>> readers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ChannelPair each = ChannelPair.open();
            pairs.add(each);
            ByteBuffer heap = ByteBuffer.allocate(100_000);
            ByteBuffer[] two = {heap, ByteBuffer.allocate(10)};
            boolean scatter = i % 2 == 0;
            readers.add(Background.startBlockedIn(
                    "read", () -> scatter ? each.server.read(two) : (long) each.server.read(heap)));
        }
        assertThat(Headrace.memoryBytes() - before).isLessThanOrEqualTo(CACHE_OF_LARGE);
        for (ChannelPair each : pairs) {
            each.client.write(ByteBuffer.allocate(5));
        }
        for (Background<?> reader : readers) {
            assertThat(reader.result()).isEqualTo(5L);
        }
        for (ChannelPair each : pairs) {
            each.close();
        }
    }

    /** More than one part, as the heap buffer is larger than what a thread waits with. */
    @Test
    void aWaitingReadFillsALargeHeapBufferAsFarAsThereIsData() throws Exception {
        try (ChannelPair large = ChannelPair.open()) {
            ByteBuffer sent = ByteBuffer.allocate(100_000);
            for (int i = 0; i < sent.capacity(); i++) {
                sent.put(i, (byte) (i % 251));
            }
            Background<?> writer = Background.start(() -> large.client.write(sent));
            writer.result();
            ByteBuffer room = ByteBuffer.allocate(200_000).position(7);
            while (room.position() < 7 + sent.capacity()) {
                assertThat(large.server.read(room)).isPositive();
            }
            assertThat(room.slice(7, sent.capacity())).isEqualTo(sent.clear());
        }
    }

    @Test
    void aSelectorFreesAllItsMemoryWhenItIsClosed() throws IOException {
        for (int i = 0; i < 3; i++) {
            openAndCloseSelectors();
        }
        long before = Headrace.memoryBytes();
        openAndCloseSelectors();
        assertThat(Headrace.memoryBytes()).isEqualTo(before);
    }

    private void openAndCloseSelectors() throws IOException {
        List<Selector> selectors = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Selector selector = Selector.open();
            selectors.add(selector);
            pair.server.register(selector, OP_READ);
            selector.selectNow();
        }
        assertThat(Headrace.memoryBytes()).isGreaterThan(50 * 4096L);
        for (Selector selector : selectors) {
            selector.close();
        }
    }

    /** A wakeup that is still inside the selector when it is closed frees the poller, and later. */
    @Test
    void aSelectorThatIsClosedWhileOthersWakeItFreesItsMemoryToo() throws Exception {
        openAndCloseSelectors();
        long before = Headrace.memoryBytes();
        for (int i = 0; i < 50; i++) {
            Selector selector = Selector.open();
            Background<Integer> selecting = Background.startBlockedIn("select", selector::select);
            Background<?> waking = Background.start(selector::wakeup);
            selector.close();
            selecting.thread.join();
            waking.result();
        }
        Waiting.until("all memory of selectors is free", () -> Headrace.memoryBytes() <= before);
    }

    @Test
    void noThreadAndNoSelectorCountsAgainstTheLimitOfDirectBuffers() throws Exception {
        assertThat(new ForkedJvm(OwnMemoryProgram.class)
                        .with("-XX:MaxDirectMemorySize=64k", "-XX:+DisableExplicitGC")
                        .run())
                .contains("passed");
    }
}
