// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.AdoptedDescriptor;
import io.headrace.nio.stream.ChannelPassing;
import io.headrace.os.Sockets;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channel;
import java.util.Objects;

/**
 * What {@link Headrace#receiveChannels} has received: a number of bytes, and the channels that came with them. A
 * channel belongs to this object until it is taken. {@link #close} closes those that nobody took:
 *
 * <pre>{@code
 * try (ReceivedChannels received = Headrace.receiveChannels(connection, buffer)) {
 *     ServerSocketChannel listener = received.take(0, ServerSocketChannel.class);
 *     …
 * }
 * }</pre>
 *
 * <p>Any thread may call.
 */
public final class ReceivedChannels implements Closeable {
    private static final long TAKEN = -1;

    private final Sockets sockets;
    private final int bytes;
    private final boolean truncated;

    /** {@link #TAKEN} for one that is not ours any more. Guarded by this. */
    private final long[] descriptors;

    /** Guarded by this. */
    private boolean closed;

    ReceivedChannels(Sockets sockets, ChannelPassing.Received received) {
        this.sockets = sockets;
        this.bytes = received.bytes();
        this.truncated = received.truncated();
        this.descriptors = received.descriptors();
    }

    /**
     * How many bytes were received, as {@code read} returns it: 0 if there were none in non-blocking mode, -1 at the
     * end.
     */
    public int bytes() {
        return bytes;
    }

    /** How many channels came, taken ones too. */
    public int count() {
        return descriptors.length;
    }

    /**
     * Whether more channels were sent than came: this process had no descriptors left for them (EMFILE), or a security
     * module refused them. The system has closed the rest.
     */
    public boolean isTruncated() {
        return truncated;
    }

    /**
     * Takes a channel out: it is the caller's from now on. It is a ServerSocketChannel, SocketChannel, DatagramChannel,
     * Pipe.SourceChannel or Pipe.SinkChannel in blocking mode, or a FileChannel. A ServerSocketChannel that was not
     * bound comes as a SocketChannel: only the system's {@code listen} makes it a listener.
     *
     * @param index from 0 to {@link #count} - 1, in the order of the sender
     * @throws UnsupportedOperationException {@code java.nio} has no channel for what came; the message says what it is
     * @throws IllegalStateException it was taken before, or this is closed
     * @throws IOException the system refuses to make a channel of it
     */
    public synchronized Channel take(int index) throws IOException {
        Objects.checkIndex(index, descriptors.length);
        if (descriptors[index] == TAKEN) {
            throw new IllegalStateException("channel " + index + (closed ? " is closed" : " was taken before"));
        }
        AdoptedDescriptor adopted =
                AdoptedDescriptor.of(HeadraceSelectorProvider.provider(), sockets, descriptors[index]);
        if (adopted.channel() == null) {
            throw new UnsupportedOperationException("channel " + index + " is " + adopted.problem());
        }
        descriptors[index] = TAKEN;
        return adopted.channel();
    }

    /**
     * As {@link #take(int)}, for a channel of a certain kind.
     *
     * @throws IllegalArgumentException it is of another kind, and is closed
     */
    public <T extends Channel> T take(int index, Class<T> kind) throws IOException {
        Objects.requireNonNull(kind, "kind");
        Channel channel = take(index);
        if (!kind.isInstance(channel)) {
            channel.close();
            throw new IllegalArgumentException("channel " + index + " is no " + kind.getName() + ": " + channel);
        }
        return kind.cast(channel);
    }

    /** Closes the channels that nobody took. */
    @Override
    public synchronized void close() {
        closed = true;
        for (int i = 0; i < descriptors.length; i++) {
            if (descriptors[i] != TAKEN) {
                sockets.close(descriptors[i]);
                descriptors[i] = TAKEN;
            }
        }
    }
}
