// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;

/**
 * A channel's descriptor with what its operations share: who may use it, what selectors know of it, who is blocked in it, and
 * the channel's own word on blocking. Any thread may call.
 */
final class Endpoint {
    /** What of an {@link java.nio.channels.spi.AbstractSelectableChannel} is for subclasses only. */
    interface Owner {
        boolean isOpen();

        boolean isBlocking();

        /** {@code begin()}: from here on an interrupt closes the channel. */
        void beginBlocking();

        /** {@code end(completed)}. */
        void endBlocking(boolean completed) throws AsynchronousCloseException;

        /** Throws where the state of the channel allows no bytes to move. */
        void ensureConnected();
    }

    /** A channel of this package: what selectors need of it is its endpoint's. */
    interface Channel extends Pollable, Owner {
        Endpoint endpoint();

        @Override
        default Handle handle() {
            return endpoint().handle;
        }

        @Override
        default Readiness readiness() {
            return endpoint().readiness;
        }
    }

    /** What is left to do when the channel is closed. */
    interface Ending {
        void run() throws IOException;
    }

    final Owner owner;
    final Sockets sockets;
    final Handle handle;
    final Readiness readiness = new Readiness();
    final Waiters waiters;

    /** Readers may wait inside the system, where {@link #waiters} does not know of them. */
    volatile boolean readsBlock;

    /** Null where nothing is. */
    private volatile Ending ending;

    Endpoint(Owner owner, Sockets sockets, long descriptor) {
        this.owner = owner;
        this.sockets = sockets;
        this.handle = new Handle(sockets, descriptor);
        this.waiters = new Waiters(sockets);
    }

    /** Once, before the channel is anybody's. */
    void afterClose(Ending toDo) {
        ending = toDo;
    }

    long descriptor() {
        return handle.socket();
    }

    /** A use of the handle; {@link Handle#leave} ends it. */
    void enter() throws ClosedChannelException {
        ensure(handle.enter());
    }

    /** With the read and the write lock: no operation but close runs beside it. */
    void enterExclusive() throws ClosedChannelException {
        enterRead();
        if (!handle.enterWrite()) {
            handle.leaveRead();
            throw new ClosedChannelException();
        }
    }

    void enterRead() throws ClosedChannelException {
        ensure(handle.enterRead());
    }

    void enterWrite() throws ClosedChannelException {
        ensure(handle.enterWrite());
    }

    /** As {@link #enterRead}, where bytes may move. */
    void enterConnectedRead() throws ClosedChannelException {
        enterRead();
        try {
            owner.ensureConnected();
        } catch (RuntimeException e) {
            handle.leaveRead();
            throw e;
        }
    }

    /** As {@link #enterWrite}, where bytes may move. */
    void enterConnectedWrite() throws ClosedChannelException {
        enterWrite();
        try {
            owner.ensureConnected();
        } catch (RuntimeException e) {
            handle.leaveWrite();
            throw e;
        }
    }

    void leaveExclusive() {
        handle.leaveWrite();
        handle.leaveRead();
    }

    private static void ensure(boolean entered) throws ClosedChannelException {
        if (!entered) {
            throw new ClosedChannelException();
        }
    }

    /** Blocks in a use of the handle; the channel's owner decides in a loop whether to try again. */
    void await(int direction, long timeoutNanos) throws IOException {
        waiters.await(handle.socket(), direction, timeoutNanos);
    }

    /** From the owner's implCloseSelectableChannel: the descriptor is closed now, or by the last of those who use it. */
    void close() throws IOException {
        readiness.closing();
        try {
            endBlockingRead();
        } finally {
            if (handle.close()) {
                waiters.end(Waiters.BOTH);
                if (ending != null) {
                    ending.run();
                }
            }
        }
    }

    /** The owner is closed: of the reads that it did not keep out, one that has yet to reach the system ends too. */
    private void endBlockingRead() throws IOException {
        if (readsBlock && handle.isBeingRead() && handle.enter()) {
            try {
                OsError.check(sockets, sockets.shutdown(descriptor(), Poller.READ), "end a blocked read");
            } finally {
                handle.leave();
            }
        }
    }

    /** For system calls by others; false where they might wait. */
    boolean makeNonBlocking() {
        if (!readsBlock) {
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
