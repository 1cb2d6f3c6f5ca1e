// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import io.headrace.os.Poller;
import java.nio.ByteBuffer;

/** A poller of the native library. {@link Poller} says which threads may call what. */
final class NativePoller implements Poller {
    private final int caps;

    /** Address of the {@code hr_poller_backend}. */
    private final long backend;

    /** Address of the {@code hr_poller}. */
    private final long poller;

    // Passing the address is cheaper than reading it from the buffer in each wait.
    private final Located changes = new Located();
    private final Located events = new Located();

    NativePoller(long backend, long poller) {
        this.backend = backend;
        this.poller = poller;
        caps = caps0(backend);
    }

    @Override
    public int caps() {
        return caps;
    }

    @Override
    public long await(ByteBuffer changeList, int first, int count, ByteBuffer eventList, int capacity, long timeout) {
        return await0(
                backend,
                poller,
                changes.address(changeList),
                first,
                count,
                events.address(eventList),
                capacity,
                timeout);
    }

    @Override
    public long wakeup() {
        return wakeup0(backend, poller);
    }

    @Override
    public long forget(long socket, long token) {
        return forget0(backend, poller, socket, token);
    }

    @Override
    public long change(long socket, long token, int was, int now, int doubt, int flags) {
        return change0(backend, poller, socket, token, was, now, doubt, flags);
    }

    @Override
    public long descriptor() {
        return descriptor0(backend, poller);
    }

    @Override
    public void close() {
        close0(backend, poller);
    }

    /** Writes the poller's address into the buffer, a long. */
    static native long open0(long backend, ByteBuffer pollerOut);

    static native int caps0(long backend);

    private static native long await0(
            long backend,
            long poller,
            long changes,
            int first,
            int count,
            long events,
            int capacity,
            long timeoutNanos);

    private static native long wakeup0(long backend, long poller);

    private static native long forget0(long backend, long poller, long socket, long token);

    private static native long change0(
            long backend, long poller, long socket, long token, int was, int now, int doubt, int flags);

    private static native long descriptor0(long backend, long poller);

    private static native void close0(long backend, long poller);

    private static native long address0(ByteBuffer memory);

    /** The direct buffer of the last call and the address of its memory. Calls hardly ever bring another buffer. */
    private static final class Located {
        private ByteBuffer memory;
        private long address;

        long address(ByteBuffer wanted) {
            if (memory != wanted) {
                memory = wanted;
                address = address0(wanted);
            }
            return address;
        }
    }
}
