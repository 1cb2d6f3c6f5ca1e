// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Steps that select, and that work on the set of selected keys. */
final class Selections {
    private Selections() {}

    static void addTo(Operation.Table table) {
        table.add("selectNow", 70, on((world, selector, step) -> select(world, selector, Selector::selectNow)));
        table.add("wakeup and select", 20, on((world, selector, step) -> {
            // A selectNow would take the wakeup.
            String settled = world.settle();
            selector.wakeup();
            return select(world, selector, Selector::select) + settled;
        }));
        table.add("select for 1 ms", 1, on((world, selector, step) -> select(world, selector, s -> s.select(1))));
        table.add("wakeup", 6, on((world, selector, step) -> {
            selector.wakeup();
            return "woken";
        }));
        table.add("interrupted select", 2, on((world, selector, step) -> {
            String settled = world.settle();
            Thread.currentThread().interrupt();
            try {
                return select(world, selector, Selector::select) + " " + Thread.interrupted() + settled;
            } finally {
                Thread.interrupted();
            }
        }));
        table.add("select with action", 24, on(Selections::selectWithAction));
        table.add("clear the selected keys", 30, on((world, selector, step) -> {
            selector.selectedKeys().clear();
            return "cleared";
        }));
        table.add("look at all", 8, (world, step) -> lookAtAll(world));
        table.add("remove selected keys", 16, on(Selections::remove));
        table.add("iterate again", 4, on(Selections::iterateAgain));
        table.add("keys", 6, on((world, selector, step) -> keys(selector)));
        table.add("close selector", 2, on((world, selector, step) -> {
            selector.close();
            return selector.isOpen();
        }));
    }

    private interface SelectorBody {
        Object run(World world, Selector selector, Step step) throws Exception;
    }

    private interface Select {
        int run(Selector selector) throws IOException;
    }

    private static Operation.Body on(SelectorBody body) {
        return (world, step) -> body.run(world, world.selector(step, 9), step);
    }

    static String select(World world, Selector selector, Select select) throws IOException {
        String settled = world.settle();
        boolean uncertain = selector.isOpen() && world.isUncertain(selector);
        int count = select.run(selector);
        return (uncertain ? "" : count) + world.selected(selector) + settled;
    }

    /** Twice: a key must not be ready because it was ready. */
    static String lookAtAll(World world) throws IOException {
        StringBuilder seen = new StringBuilder(world.settle());
        for (int i = 0; i < 2; i++) {
            for (Selector selector : world.selectors) {
                if (selector != null && selector.isOpen()) {
                    selector.selectedKeys().clear();
                    seen.append(select(world, selector, Selector::selectNow));
                }
            }
        }
        return seen.toString();
    }

    private static Object selectWithAction(World world, Selector selector, Step step) throws IOException {
        String settled = world.settle();
        world.takeOutUnfitting(selector);
        Set<String> told = new TreeSet<>();
        int way = world.pick(step, 0, "action", 0, 0, 0, 1, 2, 3);
        Consumer<SelectionKey> action = key -> {
            told.add(World.ready(key));
            switch (way) {
                case 1 -> key.cancel();
                case 2 -> key.interestOps(0);
                default -> {
                    // only looks
                }
            }
        };
        if (way == 3) {
            selector.wakeup();
        }
        boolean uncertain = selector.isOpen() && world.isUncertain(selector);
        int count = way == 3 ? selector.select(action) : selector.selectNow(action);
        told.removeIf(key -> key.contains(" 0/"));
        return (uncertain ? "" : count) + " told " + told + settled;
    }

    private static Object remove(World world, Selector selector, Step step) {
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        StringBuilder removed = new StringBuilder();
        int which = world.pick(step, 0, "every", 1, 2);
        while (keys.hasNext()) {
            SelectionKey key = keys.next();
            Node node = (Node) key.attachment();
            // The order is free: what is removed depends on the key.
            if (node.slot % which == 0) {
                keys.remove();
            }
        }
        return removed.append(selector.selectedKeys().size()).toString();
    }

    private static Object iterateAgain(World world, Selector selector, Step step) {
        Iterator<SelectionKey> first = selector.selectedKeys().iterator();
        int seen = 0;
        while (first.hasNext()) {
            first.next();
            seen++;
        }
        Iterator<SelectionKey> second = selector.selectedKeys().iterator();
        return seen + " " + first.hasNext() + " " + second.hasNext();
    }

    private static Object keys(Selector selector) {
        try {
            return selector.keys().size() + " " + selector.selectedKeys().size();
        } catch (ClosedSelectorException e) {
            return "closed";
        }
    }
}
