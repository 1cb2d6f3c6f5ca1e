// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ScatteringByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;

/** Steps that move bytes through streams. */
final class Transfers {
    static final int[] SIZES = {0, 1, 2, 3, 10, 10, 100, 100, 1000, 4000};

    private static final int MORE_THAN_A_VECTOR = 1030;
    private static final int MOST_LONG = 17;

    private static final int CHUNK = 48 << 10;
    private static final int LARGE_CHUNK = 200 << 10;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private Transfers() {}

    static void addTo(Operation.Table table) {
        table.add("write", 90, Kind.OUTPUTS, Transfers::write);
        table.add("read", 90, Kind.INPUTS, Transfers::read);
        table.add("gather", 20, Kind.OUTPUTS, Transfers::gather);
        table.add("scatter", 20, Kind.INPUTS, Transfers::scatter);
        table.add("write until full", 6, Kind.OUTPUTS, Transfers::fill);
        table.add("read until empty", 12, Kind.INPUTS, Transfers::drain);
        table.add("send urgent data", 3, Kind.TCP.bit(), (world, node, step) -> {
            if (!node.writeReturns(1) || node.bulk) {
                return Operation.SKIPPED;
            }
            String settled = world.settle();
            node.willWrite(1);
            node.urgentSent = true;
            ((SocketChannel) node.channel).socket().sendUrgentData(step.choose(0, 256));
            return "sent" + settled;
        });
    }

    private static Object write(World world, Node node, Step step) throws IOException {
        int size = world.pick(step, 0, "bytes", SIZES);
        Buffers.Form form = Buffers.outputForm(world, step, 1);
        if (!node.writeReturns(size)) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        node.willWrite(size);
        ByteBuffer buffer = world.buffers.output(form, size, node.sent);
        int before = buffer.position();
        try {
            int n = ((WritableByteChannel) node.channel).write(buffer);
            node.sent += n;
            return node.bulk ? "some" + settled : n + " " + (buffer.position() - before) + settled;
        } catch (IOException e) {
            return World.outcomeOf(e) + settled;
        }
    }

    private static Object read(World world, Node node, Step step) throws IOException {
        int size = world.pick(step, 0, "bytes", SIZES);
        Buffers.Form form = Buffers.inputForm(world, step, 1);
        if (!node.readReturns()) {
            return Operation.SKIPPED;
        }
        if (node.peer != null && node.peer.bulk) {
            return drain(world, node, step);
        }
        String settled = world.settle();
        ByteBuffer buffer = world.buffers.input(form, size);
        String answer;
        try {
            int n = ((ReadableByteChannel) node.channel).read(buffer);
            node.received += Math.max(0, n);
            answer = Integer.toString(n);
        } catch (IOException | IllegalArgumentException e) {
            answer = World.outcomeOf(e);
        }
        return answer + " " + world.buffers.content(form, buffer, size) + settled;
    }

    private static int[] sizes(World world, Step step) {
        int[] sizes = new int[world.pick(step, 2, "buffers", 1, 2, 3, 5, 17, 1, 2, 3, 5, MORE_THAN_A_VECTOR)];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = sizes.length > MOST_LONG ? 1 : SIZES[step.choose(10 + i, 7)];
        }
        return sizes;
    }

    private static int sum(int[] sizes) {
        int sum = 0;
        for (int size : sizes) {
            sum += size;
        }
        return sum;
    }

    private static Object gather(World world, Node node, Step step) throws IOException {
        int[] sizes = sizes(world, step);
        Buffers.Form form = Buffers.outputForm(world, step, 3);
        int sum = sum(sizes);
        if (!node.writeReturns(sum)) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        node.willWrite(sum);
        ByteBuffer[] parts = world.buffers.parts(form, sizes, node.sent, true);
        try {
            long n = ((GatheringByteChannel) node.channel).write(parts);
            node.sent += n;
            return node.bulk ? "some" + settled : n + " " + Buffers.positions(parts) + settled;
        } catch (IOException e) {
            return World.outcomeOf(e) + settled;
        }
    }

    private static Object scatter(World world, Node node, Step step) throws IOException {
        int[] sizes = sizes(world, step);
        Buffers.Form form = Buffers.inputForm(world, step, 3);
        if (!node.readReturns()) {
            return Operation.SKIPPED;
        }
        if (node.peer != null && node.peer.bulk) {
            return drain(world, node, step);
        }
        String settled = world.settle();
        ByteBuffer[] parts = world.buffers.parts(form, sizes, 0, false);
        int asked = sum(sizes);
        int way = world.pick(step, 5, "one twice, a read-only one, plain", 0, 1, 2, 2, 2, 2);
        switch (way) {
            case 0 -> {
                parts[parts.length - 1] = parts[0];
                asked += sizes[0] - sizes[sizes.length - 1];
            }
            case 1 -> parts[parts.length - 1] = parts[parts.length - 1].asReadOnlyBuffer();
            default -> {
                // as they are
            }
        }
        String answer;
        try {
            long n = ((ScatteringByteChannel) node.channel).read(parts);
            node.received += Math.max(0, n);
            answer = Long.toString(n);
        } catch (IOException | IllegalArgumentException | BufferOverflowException e) {
            answer = World.outcomeOf(e);
            if (way == 0 && !(e instanceof IOException)) {
                // The buffer that was given twice was filled beyond its limit: only what is told of it failed.
                node.received += node.peer == null ? 0 : Math.min(node.peer.pending(), asked);
            }
        }
        return answer + " " + world.buffers.content(form, parts, sum(sizes)) + settled;
    }

    private static Object fill(World world, Node node, Step step) throws IOException {
        if (node.channel.isBlocking() || !node.writeReturns(CHUNK)) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        Buffers.Form form = Buffers.outputForm(world, step, 0);
        WritableByteChannel channel = (WritableByteChannel) node.channel;
        // Headrace cuts heap buffers of more than 128 KiB: what fits into a queue depends on the pieces.
        int chunk = node.kind == Kind.TCP ? world.pick(step, 1, "by", CHUNK, LARGE_CHUNK) : CHUNK;
        node.willWrite(chunk);
        long total = 0;
        int full = 0;
        // TCP may go on to take some when it has moved what it has.
        while (full < (node.bulk ? 3 : 1)) {
            int n = channel.write(world.buffers.output(form, chunk, node.sent));
            node.sent += n;
            total += n;
            full = n == 0 ? full + 1 : 0;
        }
        return (node.bulk ? "full" : "full after " + total) + settled;
    }

    static Object drain(World world, Node node, Step step) throws IOException {
        if (node.channel.isBlocking()) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        Buffers.Form form = Buffers.writableForm(world, step, 3);
        ReadableByteChannel channel = (ReadableByteChannel) node.channel;
        boolean bulk = node.peer != null && node.peer.bulk;
        long total = 0;
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        String answer = null;
        while (answer == null) {
            ByteBuffer buffer = world.buffers.input(form, CHUNK);
            int n;
            try {
                n = channel.read(buffer);
            } catch (IOException e) {
                answer = World.outcomeOf(e);
                break;
            }
            total += Math.max(0, n);
            node.received += Math.max(0, n);
            boolean more = bulk && (node.peer.pending() > 0 || node.isEnded());
            if (n < 0 || n == 0 && !more) {
                answer = Integer.toString(n);
            } else if (n == 0 && System.nanoTime() - giveUp > 0) {
                node.stalled = true;
                return "no more came";
            }
        }
        node.stalled = false;
        // Where the input was shut or closed, what is there is never read.
        if (bulk && !node.inputShut && !node.closed) {
            node.peer.leaveBulk();
        }
        return (bulk ? "" : total + " then ") + answer + settled;
    }
}
