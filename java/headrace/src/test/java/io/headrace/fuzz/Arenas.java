// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import io.headrace.os.SegmentHold;
import io.headrace.suite.support.ForeignArena;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ScatteringByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Steps whose buffers are views of memory segments, from JDK 22 on: of open and closed arenas, of all kinds. Afterwards
 * the arenas are closed, so that one that is still held is seen.
 */
final class Arenas {
    private static final int UDP = Kind.UDP.bit();
    private static final String ANOTHERS = "another thread's";
    private static final String CLOSED = "closed";
    private static final List<String> KINDS =
            List.of("ofShared", "ofShared", "ofShared", "ofConfined", "ofAuto", "global", ANOTHERS, CLOSED);

    private static final int[] SIZES = {0, 1, 10, 100, 1000, 4000};

    /** More than one call of Headrace can hold. */
    private static final int MANY = 11;

    private Arenas() {}

    static void addTo(Operation.Table table) {
        if (!SegmentHold.IS_POSSIBLE) {
            return;
        }
        table.add("write from an arena", 10, Kind.OUTPUTS, Arenas::write);
        table.add("read into an arena", 12, Kind.INPUTS, Arenas::read);
        table.add("gather from arenas", 6, Kind.OUTPUTS, Arenas::gather);
        table.add("scatter into arenas", 8, Kind.INPUTS, Arenas::scatter);
        table.add("write UDP from an arena", 4, UDP, Arenas::writeDatagram);
        table.add("read UDP into an arena", 6, UDP, Arenas::readDatagram);
    }

    /** Views of a step, and the arenas behind them. */
    private static final class Views {
        final List<ForeignArena> arenas = new ArrayList<>();
        final List<ByteBuffer> all = new ArrayList<>();

        /** With a choice for the arena of each one. */
        Views(World world, Step step, int number, int[] sizes) throws Exception {
            for (int i = 0; i < sizes.length; i++) {
                add(world, KINDS.get(step.choose(number + i, KINDS.size())), sizes[i]);
            }
        }

        private void add(World world, String kind, int size) throws Exception {
            world.say(kind);
            ForeignArena arena = kind.equals(ANOTHERS)
                    ? world.helper.submit(() -> ForeignArena.open("ofConfined")).get()
                    : ForeignArena.open(kind.equals(CLOSED) ? "ofShared" : kind);
            all.add(
                    kind.equals(ANOTHERS)
                            ? world.helper.submit(() -> arena.allocate(size)).get()
                            : arena.allocate(size));
            arenas.add(arena);
            if (kind.equals(CLOSED)) {
                arena.close();
            }
        }

        void fill(World world, long place) {
            long at = place;
            for (ByteBuffer view : all) {
                ByteBuffer bytes = world.buffers.output(Buffers.Form.HEAP, view.remaining(), at);
                at += view.remaining();
                try {
                    view.duplicate().put(bytes);
                } catch (RuntimeException e) {
                    // Closed, or another thread's: nothing of it is ever sent.
                }
            }
        }

        ByteBuffer[] array() {
            return all.toArray(ByteBuffer[]::new);
        }

        /** Positions, and what can be read of the bytes. */
        String content() {
            StringBuilder content = new StringBuilder();
            for (ByteBuffer view : all) {
                CRC32 crc = new CRC32();
                try {
                    crc.update(view.duplicate().clear());
                } catch (RuntimeException e) {
                    content.append(e.getClass().getSimpleName());
                }
                content.append(' ').append(view.position()).append(' ').append(Long.toHexString(crc.getValue()));
            }
            return content.toString();
        }

        /** How often that was possible, in the order of the arenas. */
        String close(World world) throws Exception {
            StringBuilder closed = new StringBuilder();
            for (ForeignArena arena : arenas) {
                try {
                    arena.close();
                    closed.append(" closed");
                } catch (RuntimeException e) {
                    closed.append(' ').append(e.getClass().getSimpleName());
                    if (closed.toString().endsWith("WrongThreadException")) {
                        world.helper.submit(() -> {
                            arena.close();
                            return null;
                        });
                    }
                }
            }
            return closed.toString();
        }
    }

    private interface Transfer {
        long run(Views views) throws Exception;
    }

    /** What the transfer answers or throws, what it did to the views, and whether their arenas can be closed. */
    private static String outcome(World world, Views views, boolean uncertain, Transfer transfer) throws Exception {
        String answer;
        try {
            answer = Long.toString(transfer.run(views));
        } catch (Exception e) {
            answer = World.outcomeOf(e);
        }
        String content = uncertain ? "some" : answer + views.content();
        return content + views.close(world);
    }

    private static int size(World world, Step step) {
        return world.pick(step, 0, "bytes", SIZES);
    }

    private static int[] sizes(World world, Step step) {
        int[] sizes = new int[world.pick(step, 0, "arenas", 1, 2, 3, MANY)];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = SIZES[step.choose(i + 1, 4)];
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

    private static Object write(World world, Node node, Step step) throws Exception {
        int size = size(world, step);
        if (!node.writeReturns(size)) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        node.willWrite(size);
        Views views = new Views(world, step, 1, new int[] {size});
        views.fill(world, node.sent);
        return outcome(world, views, node.bulk, v -> {
                    int n = ((WritableByteChannel) node.channel).write(v.all.get(0));
                    node.sent += n;
                    return n;
                })
                + settled;
    }

    private static Object gather(World world, Node node, Step step) throws Exception {
        int[] sizes = sizes(world, step);
        if (!node.writeReturns(sum(sizes))) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        node.willWrite(sum(sizes));
        Views views = new Views(world, step, 20, sizes);
        views.fill(world, node.sent);
        return outcome(world, views, node.bulk, v -> {
                    long n = ((GatheringByteChannel) node.channel).write(v.array());
                    node.sent += n;
                    return n;
                })
                + settled;
    }

    /** How much is there is not known where it is in bulk. */
    private static boolean canRead(Node node) {
        return node.readReturns() && (node.peer == null || !node.peer.bulk);
    }

    private static Object read(World world, Node node, Step step) throws Exception {
        int size = size(world, step);
        if (!canRead(node)) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        Views views = new Views(world, step, 1, new int[] {size});
        return outcome(
                        world,
                        views,
                        false,
                        v -> received(node, ((ReadableByteChannel) node.channel).read(v.all.get(0))))
                + settled;
    }

    private static Object scatter(World world, Node node, Step step) throws Exception {
        int[] sizes = sizes(world, step);
        if (!canRead(node)) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        Views views = new Views(world, step, 20, sizes);
        return outcome(world, views, false, v -> received(node, ((ScatteringByteChannel) node.channel).read(v.array())))
                + settled;
    }

    private static long received(Node node, long n) {
        node.received += Math.max(0, n);
        return n;
    }

    /** Not an empty one: see docs/decisions/datagrams.md. */
    private static Object writeDatagram(World world, Node node, Step step) throws Exception {
        int size = Math.max(1, size(world, step));
        String settled = world.settle();
        Views views = new Views(world, step, 1, new int[] {size});
        views.fill(world, 0);
        return outcome(world, views, false, v -> ((WritableByteChannel) node.channel).write(v.all.get(0))) + settled;
    }

    private static Object readDatagram(World world, Node node, Step step) throws Exception {
        int size = size(world, step);
        if (node.channel.isBlocking()) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        Views views = new Views(world, step, 1, new int[] {size});
        return outcome(world, views, false, v -> ((ReadableByteChannel) node.channel).read(v.all.get(0))) + settled;
    }
}
