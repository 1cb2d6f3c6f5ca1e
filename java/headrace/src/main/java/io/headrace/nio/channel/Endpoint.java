// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.nio.selector.ChannelKind;
import io.headrace.nio.selector.Handle;
import io.headrace.nio.selector.Readiness;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;

/**
 * A channel's descriptor with what its operations share: who may use it, what selectors know of it, who is blocked in
 * it, and the channel's own word on blocking. Any thread may call.
 */
public final class Endpoint {
    /** What is left to do when the channel is closed. */
    public interface Ending {
        void run() throws IOException;
    }

    public final ChannelCallbacks owner;
    public final Sockets sockets;
    public final Handle handle;
    public final Readiness readiness = new Readiness();
    public final BlockedThreads waiters;

    /**
     * Readers may wait inside the system, where {@link #waiters} does not know of them. Written under the monitor of
     * this.
     */
    private volatile boolean readsBlock;

    /** Calls under way that must not wait inside the system, as they would with a descriptor that blocks. Likewise. */
    private int callsThatMustNotWait;

    /** Null if there is nothing. */
    private volatile Ending ending;

    public Endpoint(ChannelCallbacks owner, Sockets sockets, long descriptor, ChannelKind kind) {
        this.owner = owner;
        this.sockets = sockets;
        this.handle = new Handle(sockets, descriptor, kind);
        this.waiters = new BlockedThreads(sockets, descriptor, kind);
    }

    /** Once, before any other thread knows the channel. */
    public void afterClose(Ending toDo) {
        ending = toDo;
    }

    public long descriptor() {
        return handle.socket();
    }

    /** A use of the handle; {@link Handle#leave} ends it. */
    public void enter() throws ClosedChannelException {
        ensure(handle.enter());
    }

    /** With the read and the write lock: no operation but close runs at the same time. */
    public void enterExclusive() throws ClosedChannelException {
        enterRead();
        if (!handle.enterWrite()) {
            handle.leaveRead();
            throw new ClosedChannelException();
        }
    }

    public void enterRead() throws ClosedChannelException {
        ensure(handle.enterRead());
    }

    public void enterWrite() throws ClosedChannelException {
        ensure(handle.enterWrite());
    }

    /** As {@link #enterRead}, where bytes may move. */
    public void enterConnectedRead() throws ClosedChannelException {
        enterRead();
        try {
            owner.ensureConnected();
        } catch (RuntimeException e) {
            handle.leaveRead();
            throw e;
        }
    }

    /** As {@link #enterWrite}, where bytes may move. */
    public void enterConnectedWrite() throws ClosedChannelException {
        enterWrite();
        try {
            owner.ensureConnected();
        } catch (RuntimeException e) {
            handle.leaveWrite();
            throw e;
        }
    }

    public void leaveExclusive() {
        handle.leaveWrite();
        handle.leaveRead();
    }

    private static void ensure(boolean entered) throws ClosedChannelException {
        if (!entered) {
            throw new ClosedChannelException();
        }
    }

    /** Blocks in a use of the handle; the channel's owner decides in a loop whether to try again. */
    public void await(int direction, long timeoutNanos) throws IOException {
        waiters.await(direction, timeoutNanos, null);
    }

    /** As {@link #await(int, long)}, for an operation on one buffer or on some of several. */
    public void await(int direction, long timeoutNanos, ByteBuffer buffer, ByteBuffer[] buffers, int from, int to)
            throws IOException {
        waiters.await(direction, timeoutNanos, Buffers.hold(sockets, buffer, buffers, from, to));
    }

    /** As {@link #await}, and a virtual thread holds its carrier. */
    void awaitInSystem(int direction, long timeoutNanos, ByteBuffer buffer, ByteBuffer[] buffers, int from, int to)
            throws IOException {
        waiters.awaitInSystem(direction, timeoutNanos, Buffers.hold(sockets, buffer, buffers, from, to));
    }

    /**
     * From the owner's implCloseSelectableChannel: the descriptor is closed now, or by the last of those who use it.
     */
    public void close() throws IOException {
        close(null);
    }

    /** As {@link #close()}, with a last word to the system: see {@link Handle#close}. */
    public void close(Runnable last) throws IOException {
        readiness.closing();
        waiters.closing(handle.isShared());
        try {
            endBlockingRead();
        } finally {
            if (handle.close(last)) {
                waiters.end(BlockedThreads.BOTH);
                if (ending != null) {
                    ending.run();
                }
            }
        }
    }

    /** The owner is closed. A read that was let in before and has not reached the system yet ends too. */
    private void endBlockingRead() throws IOException {
        if (readsBlock && handle.isBeingRead() && handle.enter()) {
            try {
                OsError.check(sockets, sockets.shutdown(descriptor(), Poller.READ), "end a blocked read");
            } finally {
                handle.leave();
            }
        }
    }

    /**
     * Other descriptors have the file from now on, as those of another process: no end of this channel may shut down
     * what they use. Inside a use of the handle. A read that waits inside the system already is still ended by that.
     */
    public synchronized void share() {
        handle.share();
        if (!handle.isBeingRead()) {
            readsBlock = false;
        }
    }

    /** From the owner's implConfigureBlocking. */
    public void configureBlocking(boolean block) throws ClosedChannelException {
        enter();
        try {
            if (!block) {
                waiters.leavePoller();
            }
        } finally {
            handle.leave();
        }
    }

    public boolean doReadsBlock() {
        return readsBlock;
    }

    /** Asks the system to let reads wait inside; false where another call must not wait now. */
    public synchronized boolean letReadsBlock() {
        if (callsThatMustNotWait > 0) {
            return false;
        }
        readsBlock |= sockets.setBlocking(descriptor(), true) >= 0;
        return true;
    }

    /** Before calls that must not wait inside the system; {@link #leaveNonBlocking} comes after them. */
    public synchronized void enterNonBlocking() throws IOException {
        if (!makeNonBlocking()) {
            throw new AsynchronousCloseException();
        }
        callsThatMustNotWait++;
    }

    public synchronized void leaveNonBlocking() {
        callsThatMustNotWait--;
    }

    /** For system calls by others; false where they might wait. */
    public boolean makeNonBlocking() {
        if (!readsBlock && !handle.isShared()) {
            return true;
        }
        if (!handle.enter()) {
            return false;
        }
        try {
            return sockets.setBlocking(descriptor(), false) >= 0;
        } finally {
            handle.leave();
        }
    }
}
