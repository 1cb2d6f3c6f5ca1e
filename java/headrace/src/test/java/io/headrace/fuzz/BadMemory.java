// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Memory that ends in its middle: a mapped file whose second page was cut off. Only the kernel may touch it. */
final class BadMemory {
    private static final int PAGE = 4096;
    private static final int GOOD_PAGES = 12;

    /** TCP counts what it moved before the fault only where that is several pieces. */
    private static final int SEVERAL_PIECES = 40_000;

    /** The worlds have not read the same: both have to have some left. */
    private static final int LEAST_LEFT = 2 * SEVERAL_PIECES;

    private static final MappedByteBuffer MEMORY = map();

    private BadMemory() {}

    private static MappedByteBuffer map() {
        try {
            Path file = Files.createTempFile("headrace-fuzz", ".map");
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
                MappedByteBuffer memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, (GOOD_PAGES + 1) * PAGE);
                channel.truncate(GOOD_PAGES * PAGE);
                return memory;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void addTo(Operation.Table table) {
        table.add("write from bad memory", 16, Kind.OUTPUTS, BadMemory::write);
        table.add("read into bad memory", 10, Kind.INPUTS, BadMemory::read);
    }

    /** So many bytes that are there, and so many that are not. */
    private static ByteBuffer buffer(World world, Step step) {
        int good = world.pick(step, 0, "good bytes", 0, 1, 100, 1000, SEVERAL_PIECES, SEVERAL_PIECES, SEVERAL_PIECES);
        int bad = world.pick(step, 1, "bad bytes", 1, 100, 1000);
        return MEMORY.duplicate().position(GOOD_PAGES * PAGE - good).limit(GOOD_PAGES * PAGE + bad);
    }

    /** What TCP took before the fault is read at once: afterwards all is certain again. */
    private static Object write(World world, Node node, Step step) throws IOException {
        ByteBuffer buffer = buffer(world, step);
        if (!node.writeReturns(buffer.remaining()) || node.kind == Kind.TCP && !isRead(node)) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        node.willWrite(buffer.remaining());
        // How many pieces TCP makes of a few bytes depends on what is left of a page of the kernel's.
        node.bulk |= node.kind == Kind.TCP;
        String answer;
        try {
            int n = ((WritableByteChannel) node.channel).write(buffer);
            node.sent += n;
            answer = n + " " + buffer.remaining();
        } catch (IOException e) {
            answer = World.outcomeOf(e);
        }
        if (!node.bulk) {
            return answer + settled;
        }
        return (node.peer == null ? "some" : Transfers.drain(world, node.peer, step)) + settled;
    }

    /** How many bytes TCP took is not known while nobody reads them. A closed peer answers the first one by a reset. */
    private static boolean isRead(Node node) {
        Node peer = node.peer;
        return peer == null || !peer.closed && !peer.inputShut && !peer.channel.isBlocking();
    }

    private static Object read(World world, Node node, Step step) throws IOException {
        ByteBuffer buffer = buffer(world, step);
        if (!node.readReturns()) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        boolean bulk = node.peer != null && node.peer.bulk;
        if (bulk && node.peer.pending() < LEAST_LEFT) {
            return Operation.SKIPPED;
        }
        String answer;
        try {
            int n = ((ReadableByteChannel) node.channel).read(buffer);
            node.received += Math.max(0, n);
            answer = n + " " + buffer.remaining();
        } catch (IOException e) {
            answer = World.outcomeOf(e);
        }
        return (bulk ? "some" : answer) + settled;
    }
}
