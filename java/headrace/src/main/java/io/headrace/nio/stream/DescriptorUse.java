// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.EndpointChannel;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** The descriptor of a channel, which another process gets. It is the channel's until this is closed. */
public final class DescriptorUse implements AutoCloseable {
    private final long number;
    private final Runnable end;

    private DescriptorUse(long number, Runnable end) {
        this.number = number;
        this.end = end;
    }

    /**
     * @throws IllegalArgumentException neither a channel of Headrace nor a file channel of the JDK
     * @throws UnsupportedOperationException a channel that no other process can use
     */
    public static DescriptorUse of(Sockets sockets, Channel channel) throws IOException {
        if (Objects.requireNonNull(channel, "channel") instanceof EndpointChannel own) {
            return ofOwn(own);
        }
        if (channel instanceof FileChannel file) {
            return ofFile(sockets, file);
        }
        throw new IllegalArgumentException("neither a channel of Headrace nor a file channel: " + channel);
    }

    private static DescriptorUse ofOwn(EndpointChannel channel) throws ClosedChannelException {
        channel.endpoint().enter();
        boolean shared = false;
        try {
            channel.share();
            shared = true;
        } finally {
            if (!shared) {
                channel.handle().leave();
            }
        }
        return new DescriptorUse(channel.endpoint().descriptor(), channel.handle()::leave);
    }

    /** The JDK may close its own descriptor at any time. */
    private static DescriptorUse ofFile(Sockets sockets, FileChannel file) throws IOException {
        long duplicate = OsError.check(sockets, sockets.duplicate(FileNumber.of(sockets, file)), "dup");
        DescriptorUse use = new DescriptorUse(duplicate, () -> sockets.close(duplicate));
        if (!file.isOpen()) {
            use.close();
            FileNumber.ensureOpen(file);
        }
        return use;
    }

    public long number() {
        return number;
    }

    @Override
    public void close() {
        end.run();
    }
}
