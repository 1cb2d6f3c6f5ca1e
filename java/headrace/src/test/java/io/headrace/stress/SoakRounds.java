// SPDX-License-Identifier: Apache-2.0
package io.headrace.stress;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** What {@link Soak} does beside blocked calls and selectors under change. */
enum SoakRounds implements Stress.Scenario {
    /** Many threads, each with a connection of its own for a moment. */
    EXCHANGE {
        @Override
        void run(ExecutorService threads, SplittableRandom random) throws Exception {
            List<Future<?>> exchanges = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int size = 1 + random.nextInt(MOST);
                exchanges.add(threads.submit(() -> {
                    exchange(threads, size);
                    return null;
                }));
            }
            for (Future<?> exchange : exchanges) {
                exchange.get();
            }
        }
    },

    /** The peer resets: who is blocked in a read, and who selects, hears of it. */
    RESET {
        @Override
        void run(ExecutorService threads, SplittableRandom random) throws Exception {
            SocketChannel[] ends = Operation.connection();
            try (SocketChannel channel = ends[0];
                    SocketChannel peer = ends[1]) {
                if (random.nextBoolean()) {
                    Future<Boolean> read = threads.submit(() -> isReset(channel));
                    reset(peer);
                    require(read.get(), "no reset");
                } else {
                    selectReset(channel, peer);
                }
            }
        }
    },

    TIMEOUT {
        @Override
        void run(ExecutorService threads, SplittableRandom random) throws Exception {
            int millis = 1 + random.nextInt(3);
            SocketChannel[] ends = Operation.connection();
            try (SocketChannel channel = ends[0];
                    SocketChannel peer = ends[1];
                    DatagramChannel datagrams = DatagramChannel.open().bind(null)) {
                channel.socket().setSoTimeout(millis);
                InputStream input = channel.socket().getInputStream();
                datagrams.socket().setSoTimeout(millis);
                Future<Boolean> read = threads.submit(() -> timesOut(input::read));
                Future<Boolean> receive =
                        threads.submit(() -> timesOut(() -> datagrams.socket().receive(packet())));
                require(read.get() && receive.get(), "no timeout");
                require(peer.isOpen(), "the peer is closed");
            }
        }
    },

    /** Memory of an arena, which is closed at any moment of the calls on it. */
    CLOSED_ARENA {
        @Override
        void run(ExecutorService threads, SplittableRandom random) throws Exception {
            if (SoakArena.EXISTS) {
                SoakArena.closeDuringCalls(threads, random);
            }
        }
    };

    private static final int THREADS = 8;
    private static final int MOST = 300_000;

    abstract void run(ExecutorService threads, SplittableRandom random) throws Exception;

    static List<SoakRounds> all() {
        return List.of(values());
    }

    @Override
    public String round(ExecutorService threads, SplittableRandom random) throws Exception {
        run(threads, random);
        return name();
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    private static void exchange(ExecutorService threads, int size) throws Exception {
        SocketChannel[] ends = Operation.connection();
        try (SocketChannel channel = ends[0];
                SocketChannel peer = ends[1]) {
            Future<?> write = threads.submit(() -> {
                ByteBuffer bytes = ByteBuffer.allocate(size);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.shutdownOutput();
                return null;
            });
            ByteBuffer bytes = ByteBuffer.allocate(size + 1);
            while (peer.read(bytes) >= 0) {
                // until the end
            }
            write.get();
            require(bytes.position() == size, bytes.position() + " bytes of " + size);
        }
    }

    /** {@link Operation#connection} asks for a reset instead of an end. */
    private static void reset(SocketChannel peer) throws IOException {
        peer.close();
    }

    private static boolean isReset(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) > 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static void selectReset(SocketChannel channel, SocketChannel peer) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            reset(peer);
            selector.select();
            require(key.isReadable() && isReset(channel), "no reset");
        }
    }

    private interface Timed {
        void call() throws IOException;
    }

    private static boolean timesOut(Timed call) throws IOException {
        try {
            call.call();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private static DatagramPacket packet() {
        return new DatagramPacket(new byte[10], 10);
    }
}
