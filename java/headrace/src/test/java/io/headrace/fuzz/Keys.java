// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import io.headrace.HeadraceSelector;
import io.headrace.TriggerMode;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Steps that register channels, and that work on keys. */
final class Keys {
    private static final int READ = SelectionKey.OP_READ;
    private static final int WRITE = SelectionKey.OP_WRITE;
    private static final int CONNECT = SelectionKey.OP_CONNECT;
    private static final int ACCEPT = SelectionKey.OP_ACCEPT;

    private static final TriggerMode[] MODES = {TriggerMode.TRACKED, TriggerMode.LEVEL, TriggerMode.ONESHOT};

    private Keys() {}

    static void addTo(Operation.Table table) {
        table.add("register", 60, Kind.ANY, (world, node, step) -> {
            Selector selector = world.selector(step, 9);
            node.channel.register(selector, ops(world, node, step), node);
            return "registered";
        });
        table.add("register with mode", 14, Kind.ANY, Keys::registerWithMode);
        add(table, "interestOps", 36, (world, node, key, step) -> {
            key.interestOps(ops(world, node, step));
            return "set";
        });
        add(table, "interestOpsOr", 10, (world, node, key, step) -> key.interestOpsOr(ops(world, node, step)));
        add(table, "interestOpsAnd", 10, (world, node, key, step) -> key.interestOpsAnd(ops(world, node, step)));
        add(table, "cancel", 12, (world, node, key, step) -> {
            key.cancel();
            return key.isValid();
        });
        add(table, "key", 10, (world, node, key, step) -> {
            boolean selected =
                    key.selector().isOpen() && key.selector().selectedKeys().contains(key);
            return key.interestOps() + (selected ? World.ready(key) : "");
        });
        table.add("registered", 4, Kind.ANY, (world, node, step) -> {
            SelectionKey key = world.key(node, step, 9);
            return node.channel.isRegistered() + " " + (key == null ? "no key" : key.isValid());
        });
    }

    private interface KeyBody {
        Object run(World world, Node node, SelectionKey key, Step step) throws Exception;
    }

    private static void add(Operation.Table table, String name, int weight, KeyBody body) {
        table.add(name, weight, Kind.ANY, (world, node, step) -> {
            SelectionKey key = world.key(node, step, 9);
            return key == null ? Operation.SKIPPED : body.run(world, node, key, step);
        });
    }

    private static Object registerWithMode(World world, Node node, Step step) throws Exception {
        Selector selector = world.selector(step, 9);
        TriggerMode mode = MODES[step.choose(8, MODES.length)];
        world.say(mode);
        int ops = ops(world, node, step);
        if (selector instanceof HeadraceSelector own) {
            own.register(node.channel, ops, mode, node);
        } else {
            node.channel.register(selector, ops, node);
        }
        return "registered";
    }

    /** Mostly valid ones. */
    private static int ops(World world, Node node, Step step) {
        return switch (node.kind) {
            case TCP, UNIX ->
                world.pick(
                        step,
                        0,
                        "ops",
                        READ,
                        READ,
                        WRITE,
                        READ | WRITE,
                        READ | WRITE,
                        0,
                        CONNECT,
                        CONNECT | READ,
                        13,
                        ACCEPT);
            case SOURCE -> world.pick(step, 0, "ops", READ, READ, READ, READ, 0, WRITE);
            case SINK -> world.pick(step, 0, "ops", WRITE, WRITE, WRITE, WRITE, 0, READ);
            case UDP -> world.pick(step, 0, "ops", READ, READ, WRITE, READ | WRITE, 0, CONNECT);
            default -> world.pick(step, 0, "ops", ACCEPT, ACCEPT, ACCEPT, ACCEPT, ACCEPT, ACCEPT, 0, READ);
        };
    }
}
