// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.util.List;

/** Steps that read and set options. */
final class Options {
    private static final List<SocketOption<?>> ALL = List.of(
            StandardSocketOptions.SO_KEEPALIVE,
            StandardSocketOptions.SO_RCVBUF,
            StandardSocketOptions.SO_SNDBUF,
            StandardSocketOptions.SO_LINGER,
            StandardSocketOptions.SO_REUSEADDR,
            StandardSocketOptions.SO_BROADCAST,
            StandardSocketOptions.IP_TOS,
            StandardSocketOptions.TCP_NODELAY);

    /** Not so small that a few bytes could block. */
    private static final int[] BUFFERS = {16 << 10, 20 << 10, 64 << 10};

    /** TCP makes these longer as data moves, where nobody has set them. */
    private static final List<SocketOption<?>> GROWN_BY_TCP =
            List.of(StandardSocketOptions.SO_RCVBUF, StandardSocketOptions.SO_SNDBUF);

    private Options() {}

    static void addTo(Operation.Table table) {
        table.add("getOption", 6, Kind.ANY, (world, node, step) -> {
            if (!(node.channel instanceof NetworkChannel channel)) {
                return Operation.SKIPPED;
            }
            SocketOption<?> option = ALL.get(step.choose(0, ALL.size()));
            world.say(option);
            Object value = channel.getOption(option);
            return node.kind == Kind.TCP && GROWN_BY_TCP.contains(option) ? "read" : value;
        });
        table.add("setOption", 6, Kind.ANY, (world, node, step) -> {
            return node.channel instanceof NetworkChannel channel ? set(world, channel, step) : Operation.SKIPPED;
        });
    }

    private static Object set(World world, NetworkChannel channel, Step step) throws IOException {
        SocketOption<?> option = ALL.get(step.choose(0, ALL.size() - 1));
        world.say(option);
        if (option == StandardSocketOptions.SO_LINGER) {
            channel.setOption(StandardSocketOptions.SO_LINGER, world.pick(step, 1, "to", -1, 0));
        } else if (option == StandardSocketOptions.SO_RCVBUF) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, world.pick(step, 1, "to", BUFFERS));
        } else if (option == StandardSocketOptions.SO_SNDBUF) {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, world.pick(step, 1, "to", BUFFERS));
        } else if (option == StandardSocketOptions.IP_TOS) {
            channel.setOption(StandardSocketOptions.IP_TOS, world.pick(step, 1, "to", 0, 16, 256));
        } else {
            setFlag(channel, option, world.pick(step, 1, "to", 0, 1) == 1);
        }
        return channel.getOption(option);
    }

    @SuppressWarnings("unchecked")
    private static void setFlag(NetworkChannel channel, SocketOption<?> option, boolean on) throws IOException {
        channel.setOption((SocketOption<Boolean>) option, on);
    }
}
