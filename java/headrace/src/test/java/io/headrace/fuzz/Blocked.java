// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Future;

/** Steps that block until a second thread does something at the other end, and those that an interrupt ends. */
final class Blocked {
    private static final int PART = 100_000;
    private static final int SMALL_BUFFER = 16 << 10;

    /** A call that fails at once never blocks. */
    private static final long PATIENCE_NANOS = 20_000_000;

    private Blocked() {}

    static void addTo(Operation.Table table) {
        table.add("blocked write", 2, Kind.OUTPUTS, Blocked::write);
        table.add("blocked read", 2, Kind.INPUTS, Blocked::read);
        table.add("interrupted read", 2, Kind.INPUTS, (world, node, step) -> {
            return node.channel.isBlocking() ? interrupted(world, node) : Operation.SKIPPED;
        });
    }

    private static Object interrupted(World world, Node node) throws IOException {
        String settled = world.settle();
        Thread.currentThread().interrupt();
        try {
            return ((ReadableByteChannel) node.channel).read(ByteBuffer.allocate(10)) + settled;
        } catch (IOException e) {
            node.closed |= !node.channel.isOpen();
            return World.outcomeOf(e) + " " + Thread.interrupted() + " " + node.channel.isOpen() + settled;
        } finally {
            Thread.interrupted();
        }
    }

    private static boolean canBlock(Node node) {
        return node.peer != null
                && isIdle(node.channel)
                && isIdle(node.peer.channel)
                && !node.inputShut
                && !node.outputShut
                && !node.peer.inputShut
                && !node.peer.outputShut;
    }

    private static boolean isIdle(SelectableChannel channel) {
        return channel.isOpen()
                && !channel.isRegistered()
                && (!(channel instanceof SocketChannel socket) || socket.isConnected());
    }

    private static void configureBlocking(Node node, boolean blocking) throws IOException {
        for (SelectableChannel channel : new SelectableChannel[] {node.channel, node.peer.channel}) {
            if (channel.isOpen()) {
                channel.configureBlocking(blocking);
            }
        }
    }

    /** The other end reads a part, and then the rest, or ends the connection in one of its ways. */
    private static Object write(World world, Node node, Step step) throws Exception {
        if (!canBlock(node) || node.pending() > 0) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        int way = world.pick(step, 0, "all, reset, close, shutdownInput", 0, 1, 2, 3);
        int form = world.pick(step, 1, "heap, direct, gather", 0, 1, 2);
        configureBlocking(node, true);
        if (node.channel instanceof SocketChannel socket) {
            socket.setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFER);
            ((SocketChannel) node.peer.channel).setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
        }
        node.bulk = true;
        Future<?> other = other(world, "write", untilBlocked -> readAndEnd(node.peer, way, untilBlocked));
        ByteBuffer buffer =
                world.buffers.output(form == 0 ? Buffers.Form.HEAP : Buffers.Form.DIRECT, Buffers.MOST, node.sent);
        String answer;
        try {
            long n = form == 2
                    ? ((GatheringByteChannel) node.channel).write(new ByteBuffer[] {buffer, ByteBuffer.allocate(10)})
                    : ((WritableByteChannel) node.channel).write(buffer);
            node.sent += n;
            answer = n >= Buffers.MOST ? "all" : n > 0 ? "a part" : Long.toString(n);
        } catch (IOException e) {
            answer = World.outcomeOf(e);
        }
        other.get();
        node.peer.closed |= !node.peer.channel.isOpen();
        configureBlocking(node, false);
        return answer + settled;
    }

    private static void readAndEnd(Node node, int way, Runnable untilBlocked) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(PART);
        int rest = way == 0 ? Buffers.MOST : PART;
        while (rest > 0) {
            int n = ((ReadableByteChannel) node.channel).read(buffer.clear().limit(Math.min(rest, PART)));
            rest -= n;
            node.received += n;
        }
        if (way > 0) {
            untilBlocked.run();
            end(node, way);
        }
    }

    private static void end(Node node, int way) throws IOException {
        if (way == 3 && node.channel instanceof SocketChannel socket) {
            node.inputShut = true;
            socket.shutdownInput();
            if (node.kind == Kind.UNIX) {
                return;
            }
        }
        if (way == 1 && node.kind == Kind.TCP) {
            ((SocketChannel) node.channel).setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        node.channel.close();
    }

    /** The other end writes, ends its output, closes, or resets. */
    private static Object read(World world, Node node, Step step) throws Exception {
        if (!canBlock(node) || node.peer.bulk || node.bulk || node.peer.pending() > 0) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        int way = world.pick(step, 0, "write, reset, close, shutdownOutput, own close", 0, 1, 2, 3, 4);
        configureBlocking(node, true);
        Future<?> other = other(world, "read", untilBlocked -> writeOrEnd(node, way, untilBlocked));
        ByteBuffer buffer = ByteBuffer.allocate(10);
        String answer;
        try {
            int n = ((ReadableByteChannel) node.channel).read(buffer);
            node.received += Math.max(0, n);
            answer = n + " " + buffer.position();
        } catch (ClosedChannelException e) {
            // Which one depends on who was first.
            answer = "closed";
        } catch (IOException e) {
            answer = World.outcomeOf(e);
        }
        other.get();
        node.peer.closed |= !node.peer.channel.isOpen();
        node.closed |= !node.channel.isOpen();
        configureBlocking(node, false);
        return answer + settled;
    }

    private static void writeOrEnd(Node node, int way, Runnable untilBlocked) throws IOException {
        Node peer = node.peer;
        untilBlocked.run();
        switch (way) {
            case 0 -> {
                peer.sent += 3;
                ((WritableByteChannel) peer.channel).write(ByteBuffer.allocate(3));
            }
            case 1, 2 -> end(peer, way);
            case 3 -> {
                if (peer.channel instanceof SocketChannel socket) {
                    peer.outputShut = true;
                    socket.shutdownOutput();
                } else {
                    end(peer, 2);
                }
            }
            default -> node.channel.close();
        }
    }

    /** What the second thread does; it can wait until this one is blocked in a call of the channel. */
    private interface Other {
        void run(Runnable untilBlocked) throws IOException;
    }

    private static Future<?> other(World world, String call, Other work) {
        Thread blocked = Thread.currentThread();
        return world.helper.submit(() -> {
            work.run(() -> untilBlocked(blocked, call));
            return null;
        });
    }

    private static void untilBlocked(Thread thread, String call) {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        while (!Waiting.isBlockedIn(thread, call) && System.nanoTime() - giveUp < 0) {
            Thread.yield();
        }
    }
}
