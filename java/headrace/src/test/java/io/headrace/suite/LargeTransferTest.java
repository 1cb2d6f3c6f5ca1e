// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.TestThreads;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 8 MiB each way at the same time, compared byte for byte. */
@Bounded
class LargeTransferTest {
    private static final int SIZE = 8 << 20;

    private enum Memory {
        HEAP(ByteBuffer::allocate),
        DIRECT(ByteBuffer::allocateDirect);

        private final IntFunction<ByteBuffer> allocate;

        Memory(IntFunction<ByteBuffer> allocate) {
            this.allocate = allocate;
        }

        ByteBuffer random(long seed) {
            byte[] bytes = new byte[SIZE];
            new Random(seed).nextBytes(bytes);
            return allocate.apply(SIZE).put(bytes).flip();
        }
    }

    /** One end: what it sends and where it receives, a byte more than comes. */
    private static final class End {
        private final SocketChannel channel;
        private final ByteBuffer outgoing;
        private final ByteBuffer incoming;

        End(SocketChannel channel, Memory memory, long seed) {
            this.channel = channel;
            this.outgoing = memory.random(seed);
            this.incoming = memory.allocate.apply(SIZE + 1);
        }

        boolean isDone() {
            return !outgoing.hasRemaining() && incoming.position() == SIZE;
        }

        void proceed(SelectionKey key) throws IOException {
            if (key.isReadable()) {
                channel.read(incoming);
            }
            if (key.isWritable()) {
                channel.write(outgoing);
            }
            key.interestOps((incoming.position() < SIZE ? OP_READ : 0) | (outgoing.hasRemaining() ? OP_WRITE : 0));
        }
    }

    private static void expectSame(End from, End to) {
        assertThat(to.incoming.position()).isEqualTo(SIZE);
        assertThat(to.incoming.flip().mismatch(from.outgoing.flip())).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void nonBlockingThroughOneSelector(Memory memory) throws IOException {
        try (ChannelPair pair = ChannelPair.openNonBlocking();
                Selector selector = Selector.open()) {
            End client = new End(pair.client, memory, 1);
            End server = new End(pair.server, memory, 2);
            pair.client.register(selector, OP_READ | OP_WRITE, client);
            pair.server.register(selector, OP_READ | OP_WRITE, server);
            while (!client.isDone() || !server.isDone()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    ((End) key.attachment()).proceed(key);
                }
                selector.selectedKeys().clear();
            }
            expectSame(client, server);
            expectSame(server, client);
            assertThat(selector.selectNow()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void blockingWithAReaderAndAWriterAtEachEnd(Memory memory) throws Exception {
        TestThreads.assumePlatform();
        try (ChannelPair pair = ChannelPair.open()) {
            End client = new End(pair.client, memory, 3);
            End server = new End(pair.server, memory, 4);
            Background<Integer> clientWrites = Background.start(() -> client.channel.write(client.outgoing));
            Background<Integer> serverWrites = Background.start(() -> server.channel.write(server.outgoing));
            Background<Void> clientReads = Background.start(() -> readAll(client));
            readAll(server);
            clientReads.result();
            assertThat(clientWrites.result()).isEqualTo(SIZE);
            assertThat(serverWrites.result()).isEqualTo(SIZE);
            expectSame(client, server);
            expectSame(server, client);
        }
    }

    private static Void readAll(End end) throws IOException {
        while (end.incoming.position() < SIZE) {
            assertThat(end.channel.read(end.incoming)).isPositive();
        }
        return null;
    }

    @Test
    void gatheredAtOneEndAndScatteredAtTheOther() throws Exception {
        try (ChannelPair pair = ChannelPair.open()) {
            ByteBuffer sent = Memory.DIRECT.random(5);
            ByteBuffer received = ByteBuffer.allocate(SIZE);
            Background<Long> writing = Background.start(() -> {
                ByteBuffer[] pieces = split(sent.duplicate(), 100_003);
                long total = 0;
                while (total < SIZE) {
                    total += pair.client.write(pieces);
                }
                return total;
            });
            ByteBuffer[] pieces = split(received.duplicate(), 65_537);
            for (long total = 0; total < SIZE; ) {
                long n = pair.server.read(pieces);
                assertThat(n).isPositive();
                total += n;
            }
            assertThat(writing.result()).isEqualTo(SIZE);
            assertThat(received.mismatch(sent)).isEqualTo(-1);
        }
    }

    /** The JDK keeps a direct buffer of that size in the thread's cache. */
    @Test
    @OnHeadrace
    void aLargeHeapBufferLeavesNoDirectMemoryBehind() throws Exception {
        TestThreads.assumePlatform();
        try (ChannelPair pair = ChannelPair.open()) {
            pair.client.write(ByteBuffer.allocate(1));
            pair.server.read(ByteBuffer.allocate(1));
            long before = directMemory();
            End client = new End(pair.client, Memory.HEAP, 6);
            End server = new End(pair.server, Memory.HEAP, 7);
            Background<Integer> writing = Background.start(() -> server.channel.write(server.outgoing));
            readAll(client);
            assertThat(writing.result()).isEqualTo(SIZE);
            assertThat(directMemory() - before).isLessThan(1 << 20);
        }
    }

    private static long directMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static ByteBuffer[] split(ByteBuffer whole, int size) {
        ByteBuffer[] pieces = new ByteBuffer[(whole.capacity() + size - 1) / size];
        for (int i = 0; i < pieces.length; i++) {
            int at = i * size;
            pieces[i] = whole.slice(at, Math.min(size, whole.capacity() - at));
        }
        return pieces;
    }
}
