// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.DatagramPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Does one thing so many times, for somebody who counts its system calls. Arguments: what, how often. */
public final class SystemCallProgram {
    private static final int KEYS = 1000;
    private static final int BATCH = 18;
    private static final int CALLS_OF_WAKEUP = 10;

    private SystemCallProgram() {}

    private interface Work {
        void repeat(int times) throws IOException;
    }

    private static final Map<String, Work> WORKS = Map.ofEntries(
            Map.entry("accept", SystemCallProgram::accept),
            Map.entry("blocked", SystemCallProgram::readBlocked),
            Map.entry("drain", SystemCallProgram::drain),
            Map.entry("echo", SystemCallProgram::echo),
            Map.entry("echoOfStream", SystemCallProgram::echoOfStream),
            Map.entry("halves", SystemCallProgram::readInHalves),
            Map.entry("wakeup", SystemCallProgram::wakeup),
            Map.entry("flip", SystemCallProgram::flip),
            Map.entry("handOver", SystemCallProgram::handOver),
            Map.entry("oneWay", SystemCallProgram::sendOneWay),
            Map.entry("unread", SystemCallProgram::unread),
            Map.entry("unreadKey", SystemCallProgram::leaveOneUnread));

    public static void main(String[] args) throws IOException {
        WORKS.get(args[0]).repeat(Integer.parseInt(args[1]));
    }

    /** The JDK's own where that is the provider, to be compared. */
    private static Selector trackingSelector() throws IOException {
        return SelectorProvider.provider() instanceof HeadraceSelectorProvider headrace
                ? headrace.openSelector(TriggerMode.TRACKED)
                : Selector.open();
    }

    /** Tells its port, and accepts when it is told that so many connections wait. */
    private static void accept(int times) throws IOException {
        List<SocketChannel> accepted = new ArrayList<>();
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(ChannelPair.anyLoopbackPort(), 2 * times);
            listener.configureBlocking(false);
            System.out.println("port " + ((InetSocketAddress) listener.getLocalAddress()).getPort());
            if (System.in.read() < 0) {
                throw new IOException("nobody connected");
            }
            for (SocketChannel next = listener.accept(); next != null; next = listener.accept()) {
                accepted.add(next);
            }
        }
        if (accepted.size() != times) {
            throw new AssertionError("accepted " + accepted.size());
        }
    }

    /** A batch of datagrams, received until there is none. */
    private static void drain(int times) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(16);
        try (Selector selector = trackingSelector();
                DatagramPair pair = new DatagramPair()) {
            pair.channel.configureBlocking(false).register(selector, OP_READ);
            for (int i = 0; i < times; i++) {
                for (int j = 0; j < BATCH; j++) {
                    pair.peer.send(buffer.clear(), pair.channelAddress);
                }
                selector.select();
                selector.selectedKeys().clear();
                int received = 0;
                while (pair.channel.receive(buffer.clear()) != null) {
                    received++;
                }
                if (received != BATCH) {
                    throw new AssertionError("received " + received);
                }
            }
        }
    }

    /** A datagram there and one back, each by a select, a receive and a send. */
    private static void echo(int times) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(16);
        try (Selector selector = trackingSelector();
                DatagramPair pair = new DatagramPair()) {
            pair.channel.configureBlocking(false).register(selector, OP_READ);
            pair.peer.configureBlocking(false);
            for (int i = 0; i < times; i++) {
                pair.peer.send(buffer.clear(), pair.channelAddress);
                selector.select();
                selector.selectedKeys().clear();
                SocketAddress sender = pair.channel.receive(buffer.clear());
                pair.channel.send(buffer.clear(), sender);
                pair.peer.receive(buffer.clear());
            }
        }
    }

    /** A byte there and one back, each by a select, a read and a write. */
    private static void echoOfStream(int times) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(16);
        try (Selector selector = trackingSelector();
                ChannelPair pair = ChannelPair.open()) {
            pair.server.configureBlocking(false).register(selector, OP_READ);
            for (int i = 0; i < times; i++) {
                pair.client.write(buffer.clear().limit(1));
                selector.select();
                selector.selectedKeys().clear();
                pair.server.read(buffer.clear());
                pair.server.write(buffer.flip());
                pair.client.read(buffer.clear());
            }
        }
    }

    /** An echo of two bytes, which are read one a select. */
    private static void readInHalves(int times) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(16);
        try (Selector selector = trackingSelector();
                ChannelPair pair = ChannelPair.open()) {
            pair.server.configureBlocking(false).register(selector, OP_READ);
            for (int i = 0; i < times; i++) {
                pair.client.write(buffer.clear().limit(2));
                for (int half = 0; half < 2; half++) {
                    selector.select();
                    selector.selectedKeys().clear();
                    pair.server.read(buffer.clear().limit(1));
                }
                pair.server.write(buffer.clear().limit(2));
                pair.client.read(buffer.clear());
            }
        }
    }

    /** Most of the reads find nothing yet: the answer to each byte comes from another thread. */
    private static void readBlocked(int times) throws IOException {
        try (ChannelPair pair = ChannelPair.open()) {
            Thread echo = new Thread(() -> repeat(times, () -> {
                pair.server.read(ByteBuffer.allocateDirect(8));
                pair.server.write(ByteBuffer.allocateDirect(1));
            }));
            echo.start();
            repeat(times, () -> {
                pair.client.write(ByteBuffer.allocateDirect(1));
                pair.client.read(ByteBuffer.allocateDirect(8));
            });
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void repeat(int times, Step step) {
        try {
            for (int i = 0; i < times; i++) {
                step.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void wakeup(int times) throws IOException {
        try (Selector selector = trackingSelector()) {
            for (int i = 0; i < times; i++) {
                for (int j = 0; j < CALLS_OF_WAKEUP; j++) {
                    selector.wakeup();
                }
                selector.select();
            }
        }
    }

    /** One thread selects, another answers each request and then looks whether the next one is there already. */
    private static void handOver(int times) throws IOException {
        try (Selector selector = trackingSelector();
                ChannelPair pair = ChannelPair.open()) {
            pair.server.configureBlocking(false);
            SelectionKey key = pair.server.register(selector, OP_READ);
            Semaphore requests = new Semaphore(0);
            Thread selecting = new Thread(() -> repeat(times, () -> {
                while (selector.select() == 0) {
                    Thread.onSpinWait();
                }
                selector.selectedKeys().clear();
                key.interestOps(0);
                requests.release();
            }));
            selecting.start();
            repeat(times, () -> {
                pair.client.write(ByteBuffer.allocateDirect(1));
                requests.acquireUninterruptibly();
                pair.server.read(ByteBuffer.allocateDirect(8));
                pair.server.write(ByteBuffer.allocateDirect(1));
                pair.server.read(ByteBuffer.allocateDirect(8));
                key.interestOps(OP_READ);
                selector.wakeup();
                pair.client.read(ByteBuffer.allocateDirect(8));
            });
        }
    }

    /** One side sends and selects, and is interested in what the other never sends. */
    private static void sendOneWay(int times) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(16);
        try (Selector selector = trackingSelector();
                ChannelPair pair = ChannelPair.open()) {
            pair.client.configureBlocking(false).register(selector, OP_READ);
            for (int i = 0; i < times; i++) {
                pair.client.write(buffer.clear());
                pair.server.read(buffer.clear());
                selector.selectNow();
            }
        }
    }

    private static void flip(int times) throws IOException {
        try (Selector selector = trackingSelector();
                ChannelPair pair = ChannelPair.openNonBlocking()) {
            SelectionKey key = pair.client.register(selector, OP_READ);
            for (int i = 0; i < times; i++) {
                key.interestOps(i % 2 == 0 ? OP_READ | OP_WRITE : OP_READ);
                selector.selectNow();
            }
        }
    }

    private static void unread(int times) throws IOException {
        try (Selector selector = trackingSelector()) {
            for (int i = 0; i < KEYS; i++) {
                Pipe pipe = Pipe.open();
                pipe.sink().write(ByteBuffer.allocate(1));
                pipe.source().configureBlocking(false).register(selector, OP_READ);
            }
            while (selector.selectedKeys().size() < KEYS) {
                selector.select();
            }
            for (int i = 0; i < times; i++) {
                selector.selectedKeys().clear();
                int selected = selector.select();
                if (selected != KEYS) {
                    throw new AssertionError("selected " + selected);
                }
            }
        }
    }

    private static void leaveOneUnread(int times) throws IOException {
        try (Selector selector = trackingSelector();
                ChannelPair pair = ChannelPair.open()) {
            pair.server.configureBlocking(false).register(selector, OP_READ);
            pair.client.write(ByteBuffer.allocate(1));
            for (int i = 0; i < times; i++) {
                selector.select();
                selector.selectedKeys().clear();
            }
        }
    }
}
