// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.EndpointChannel;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.DescriptorList;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages over Unix domain sockets with which descriptors go. Any thread may call. A call holds the lock that a write
 * or a read of the channel would.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
public final class ChannelPassing {
    /** @param bytes as a read returns them */
    public record Received(int bytes, long[] descriptors, boolean truncated) {}

    private ChannelPassing() {}

    /** Returns what a write does: 0 if nothing was sent. */
    public static int send(EndpointChannel over, ByteBuffer bytes, Channel... channels) throws IOException {
        StreamSocketChannel to = streamOf(over, bytes);
        if (channels.length > DescriptorList.MOST) {
            throw new IllegalArgumentException(
                    channels.length + " channels, allowed are " + DescriptorList.MOST + " with a message");
        }
        Sockets sockets = over.endpoint().sockets;
        List<DescriptorUse> uses = new ArrayList<>();
        try {
            for (Channel each : channels) {
                uses.add(DescriptorUse.of(sockets, each));
            }
            long[] numbers = uses.stream().mapToLong(DescriptorUse::number).toArray();
            return to.output().write(bytes, DescriptorCalls.sending(numbers));
        } finally {
            uses.forEach(DescriptorUse::close);
        }
    }

    /** The descriptors are the caller's. */
    public static Received receive(EndpointChannel over, ByteBuffer bytes) throws IOException {
        StreamSocketChannel from = streamOf(over, bytes);
        DescriptorCalls calls = DescriptorCalls.receiving();
        boolean completed = false;
        try {
            int n = from.input().read(bytes, calls);
            completed = true;
            return new Received(n, calls.descriptors(), calls.isTruncated());
        } finally {
            // A thread that is interrupted after the system call throws what it has received away.
            if (!completed) {
                closeAll(over.endpoint().sockets, calls.descriptors());
            }
        }
    }

    public static void closeAll(Sockets sockets, long[] descriptors) {
        for (long each : descriptors) {
            sockets.close(each);
        }
    }

    private static StreamSocketChannel streamOf(EndpointChannel over, ByteBuffer bytes) {
        if (over.kind() != ChannelKind.UNIX_STREAM) {
            throw new IllegalArgumentException("no Unix domain stream: " + over);
        }
        if (!bytes.hasRemaining()) {
            throw new IllegalArgumentException("the buffer has nothing remaining: channels go with a byte at least");
        }
        return (StreamSocketChannel) over;
    }
}
