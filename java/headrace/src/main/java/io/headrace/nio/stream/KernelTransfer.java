// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.BlockedThreads;
import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.EndpointChannel;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;

/**
 * Moves bytes inside the system, from files to sockets and pipes and between sockets and pipes. Any thread may call. A
 * call holds the write lock of its target and the read lock of its source, as a write and a read would.
 */
public final class KernelTransfer {
    /** What a splice answers at the end of its source. */
    private static final int END = -1;

    private KernelTransfer() {}

    /** The arguments are in their ranges. Returns how many bytes were sent. */
    public static long send(FileChannel file, long position, long count, EndpointChannel target) throws IOException {
        Endpoint endpoint = target.endpoint();
        StreamOutput output = outputOf(target);
        endpoint.enterConnectedWrite();
        try {
            output.prepare();
            long number = FileNumber.of(endpoint.sockets, file);
            endpoint.enterNonBlocking();
            try {
                return send(file, number, position, count, endpoint, output);
            } finally {
                endpoint.leaveNonBlocking();
            }
        } finally {
            endpoint.handle.leaveWrite();
        }
    }

    private static long send(
            FileChannel file, long number, long position, long count, Endpoint endpoint, StreamOutput output)
            throws IOException {
        long sent = 0;
        boolean more = count > 0;
        while (more) {
            long before = endpoint.readiness.before(Poller.WRITE);
            long n = endpoint.sockets.sendFile(endpoint.descriptor(), number, position + sent, count - sent);
            if (OsError.kind(n) == OsError.BAD_DESCRIPTOR && n < 0) {
                throw new NonReadableChannelException();
            }
            boolean full = OsError.isWouldBlock(n);
            sent += Math.max(0, output.sent(n, before, sent > 0));
            more = sent < count && (full ? awaitRoom(endpoint, output, sent > 0) : n > 0);
        }
        FileNumber.ensureOpen(file);
        return sent;
    }

    /** Whether to go on. */
    private static boolean awaitRoom(Endpoint endpoint, StreamOutput output, boolean moved) throws IOException {
        if (!endpoint.owner.isBlocking()) {
            return false;
        }
        await(endpoint, Poller.WRITE, moved);
        if (!moved) {
            output.prepare();
        }
        return endpoint.owner.isOpen() && !output.isShut();
    }

    /** Returns how many bytes were moved; {@link #END} at the end of the source. */
    public static long splice(EndpointChannel source, EndpointChannel target, long count) throws IOException {
        Endpoint from = source.endpoint();
        Endpoint to = target.endpoint();
        StreamInput input = inputOf(source);
        StreamOutput output = outputOf(target);
        from.enterConnectedRead();
        try {
            to.enterConnectedWrite();
            try {
                if (input.isShut()) {
                    return END;
                }
                input.prepare();
                output.prepare();
                return count == 0 ? 0 : spliceNonBlocking(from, input, to, output, count);
            } finally {
                to.handle.leaveWrite();
            }
        } finally {
            from.handle.leaveRead();
        }
    }

    private static long spliceNonBlocking(
            Endpoint from, StreamInput input, Endpoint to, StreamOutput output, long count) throws IOException {
        from.enterNonBlocking();
        try {
            to.enterNonBlocking();
            try {
                return splice(from, input, to, output, count);
            } finally {
                to.leaveNonBlocking();
            }
        } finally {
            from.leaveNonBlocking();
        }
    }

    private static long splice(Endpoint from, StreamInput input, Endpoint to, StreamOutput output, long count)
            throws IOException {
        boolean waits = from.owner.isBlocking() && to.owner.isBlocking();
        boolean sourceNext = true;
        while (true) {
            long before = from.readiness.before(Poller.READ);
            long n = from.sockets.splice(from.descriptor(), to.descriptor(), count);
            if (n == 0) {
                return input.foundEnd(before);
            }
            // The system does not say which of the two it is, nor why it moved less.
            from.readiness.doubtful(Poller.READ);
            to.readiness.doubtful(Poller.WRITE);
            if (n > 0) {
                return n;
            }
            if (!OsError.isWouldBlock(n)) {
                throw OsError.ofStream(from.sockets, n);
            }
            if (!waits) {
                return 0;
            }
            await(sourceNext ? from : to, sourceNext ? Poller.READ : Poller.WRITE, false);
            if (input.isShut()) {
                return END;
            }
            output.prepare();
            sourceNext = !sourceNext;
        }
    }

    /** Returns how many bytes the pipe holds then. */
    public static int resize(EndpointChannel sink, int bytes) throws IOException {
        Endpoint endpoint = sink.endpoint();
        endpoint.enter();
        try {
            long held = endpoint.sockets.resizePipe(endpoint.descriptor(), bytes);
            // Not every kernel tells those who poll that there is room now.
            endpoint.readiness.invalidateAll();
            if (held < 0) {
                throw OsError.ofStream(endpoint.sockets, held);
            }
            return (int) held;
        } finally {
            endpoint.handle.leave();
        }
    }

    private static void await(Endpoint endpoint, int direction, boolean completed) throws IOException {
        boolean ready = false;
        endpoint.owner.beginBlocking();
        try {
            if (endpoint.owner.isOpen()) {
                endpoint.await(direction, BlockedThreads.FOREVER);
            }
            ready = endpoint.owner.isOpen();
        } finally {
            endpoint.owner.endBlocking(ready || completed);
        }
    }

    private static StreamOutput outputOf(EndpointChannel target) {
        if (target instanceof StreamSocketChannel socket) {
            return socket.output();
        }
        if (target instanceof PipeSink pipe) {
            return pipe.output();
        }
        throw new IllegalArgumentException("no channel of bytes to write: " + target);
    }

    private static StreamInput inputOf(EndpointChannel source) {
        if (source instanceof StreamSocketChannel socket) {
            return socket.input();
        }
        if (source instanceof PipeSource pipe) {
            return pipe.input();
        }
        throw new IllegalArgumentException("no channel of bytes to read: " + source);
    }

    /** Whether it is the end of a pipe. */
    public static boolean isPipe(EndpointChannel channel) {
        return channel instanceof PipeSink || channel instanceof PipeSource;
    }
}
