// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import io.headrace.HeadraceSelectorProvider;
import io.headrace.os.Borrowed;
import io.headrace.os.Memory;
import io.headrace.os.Transport;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Steps in which Headrace finds no memory outside the heap at first, and then does what it could not. */
final class Shortage {
    /** These change nothing of what is known of a channel before they ask for memory. */
    private static final List<String> AGAIN =
            List.of("read", "scatter", "receive", "read UDP", "register", "interestOps", "cancel", "getOption");

    private static final int[] SIZES = {1, 16 * 1024, 128 * 1024};

    /** Where nothing of Headrace is used, nothing of it is loaded. */
    private static final class Own {
        static final Memory MEMORY = memory();
        static final Field SOURCE = field();
    }

    private final Memory.Source source;
    private final List<Borrowed> kept = new ArrayList<>();

    /** Without what the operations keep for each other too. */
    private Shortage() {
        try {
            source = (Memory.Source) Own.SOURCE.get(Own.MEMORY);
            Own.SOURCE.set(Own.MEMORY, new None(source));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        for (int size : SIZES) {
            takeAll(size);
        }
    }

    /** Takes back what there was, gives nothing. */
    private record None(Memory.Source source) implements Memory.Source {
        @Override
        public ByteBuffer allocate(int bytes) {
            return null;
        }

        @Override
        public void free(ByteBuffer memory) {
            source.free(memory);
        }
    }

    private void takeAll(int size) {
        try {
            while (true) {
                kept.add(Own.MEMORY.borrow(size));
            }
        } catch (OutOfMemoryError none) {
            // as it was meant
        }
    }

    private void end() {
        try {
            Own.SOURCE.set(Own.MEMORY, source);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        kept.forEach(Borrowed::close);
    }

    private static Memory memory() {
        try {
            Class<?> type = Class.forName("io.headrace.Installation");
            Method get = type.getDeclaredMethod("get");
            Method transport = type.getDeclaredMethod("transport");
            get.setAccessible(true);
            transport.setAccessible(true);
            return ((Transport) transport.invoke(get.invoke(null))).sockets().memory();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field() {
        try {
            Field source = Memory.class.getDeclaredField("source");
            source.setAccessible(true);
            return source;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static void addTo(Operation.Table table) {
        for (Operation operation : List.copyOf(table.operations)) {
            if (AGAIN.contains(operation.name())) {
                int weight = 1 + operation.weight() / 20;
                String name = operation.name() + " without memory";
                table.operations.add(new Operation(name, weight, operation.kinds(), again(operation.body())));
            }
        }
        table.add("select without memory", 10, (world, step) -> select(world, world.selector(step, 9)));
    }

    private static Operation.Body again(Operation.Body body) {
        return (world, step) -> {
            // What the first attempt tells is lost.
            String settled = world.settle();
            return again(world, () -> body.run(world, step)) + settled;
        };
    }

    private interface Call {
        Object run() throws Exception;
    }

    private static Object again(World world, Call call) throws Exception {
        if (world.provider instanceof HeadraceSelectorProvider) {
            Shortage shortage = new Shortage();
            try {
                return call.run();
            } catch (OutOfMemoryError none) {
                // Once more, with memory.
            } finally {
                shortage.end();
            }
        }
        return call.run();
    }

    /** How many keys became ready is not compared: some of them may have before the memory was gone. */
    private static Object select(World world, Selector selector) throws Exception {
        String settled = world.settle();
        again(world, () -> selectNow(selector));
        return world.selected(selector) + settled;
    }

    private static Object selectNow(Selector selector) throws IOException {
        return selector.selectNow();
    }
}
