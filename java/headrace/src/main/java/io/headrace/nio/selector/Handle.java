// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.Sockets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * A descriptor and who may use it, in one atomic word.
 *
 * <pre>
 *   62       43 42       23 22        3    2       1       0
 *  +-----------+-----------+-----------+-------+------+--------+
 *  | writers   | readers   | uses      | write | read | closed |
 *  | that wait | that wait |           | lock  | lock |        |
 *  +-----------+-----------+-----------+-------+------+--------+
 * </pre>
 *
 * <p>Each system call is inside a use; a reader also holds the read lock, a writer the write lock. {@link #close}
 * lets nobody in any more and waits for nobody: the last one out closes the descriptor. Any thread may call.
 */
public final class Handle {
    /** Nearly each operation finds and leaves this: it is tried first. */
    private static final long UNUSED = 0;

    private static final long CLOSED = 1;
    private static final long READ_LOCK = 1 << 1;
    private static final long WRITE_LOCK = 1 << 2;
    private static final long USE = 1 << 3;
    private static final long USES = 0xf_ffffL << 3;
    private static final long READER = 1 << 23;
    private static final long READERS = 0xf_ffffL << 23;
    private static final long WRITER = 1L << 43;
    private static final long WRITERS = 0xf_ffffL << 43;

    private static final AtomicLongFieldUpdater<Handle> WORD = AtomicLongFieldUpdater.newUpdater(Handle.class, "word");

    private final Sockets sockets;
    private final long socket;
    private final ChannelKind kind;
    private volatile long word;

    /** See {@link #share}. */
    private volatile boolean shared;

    /** Null where there is nothing to do. Written by who closes, before anybody can be the last one out. */
    private Runnable beforeClose;

    /** Null where nothing is left to do after the descriptor is closed. Guarded by a use. */
    private Runnable afterClose;

    /** Made under the monitor of this, by the first who has to wait: most channels see none. */
    private volatile Turns turns;

    public Handle(Sockets sockets, long socket, ChannelKind kind) {
        this.sockets = sockets;
        this.socket = socket;
        this.kind = kind;
        OpenChannels.opened(kind);
    }

    /** The number; its file is the channel's only inside a use, or while the channel is known to be open. */
    public long socket() {
        return socket;
    }

    /** Inside a use, once: what the last one out does when it has closed the descriptor. */
    public void afterClose(Runnable toDo) {
        afterClose = toDo;
    }

    /**
     * From now on other descriptors have the same file: in another process, or in this one. Registrations of pollers
     * outlive this descriptor then, unless they are taken back.
     */
    public void share() {
        shared = true;
    }

    public boolean isShared() {
        return shared;
    }

    boolean isClosed() {
        return (word & CLOSED) != 0;
    }

    public boolean isBeingRead() {
        return (word & READ_LOCK) != 0;
    }

    /** False where the handle is closed. */
    public boolean enter() {
        long w;
        do {
            w = word;
            if ((w & CLOSED) != 0) {
                return false;
            }
        } while (!WORD.compareAndSet(this, w, w + USE));
        return true;
    }

    public void leave() {
        leave(0, 0, 0);
    }

    /** WaitState for another reader to leave; false where the handle is closed. */
    public boolean enterRead() {
        return WORD.compareAndSet(this, UNUSED, READ_LOCK + USE) || enter(READ_LOCK, READER);
    }

    public void leaveRead() {
        if (!WORD.compareAndSet(this, READ_LOCK + USE, UNUSED)) {
            leave(READ_LOCK, READER, READERS);
        }
    }

    /** WaitState for another writer to leave; false where the handle is closed. */
    public boolean enterWrite() {
        return WORD.compareAndSet(this, UNUSED, WRITE_LOCK + USE) || enter(WRITE_LOCK, WRITER);
    }

    public void leaveWrite() {
        if (!WORD.compareAndSet(this, WRITE_LOCK + USE, UNUSED)) {
            leave(WRITE_LOCK, WRITER, WRITERS);
        }
    }

    /** False where the handle was closed before. */
    public boolean close() {
        return close(null);
    }

    /**
     * As {@link #close()}, for one thread only.
     *
     * @param last what the last one out does with the descriptor before it closes that; null for nothing
     */
    public boolean close(Runnable last) {
        if (last != null) {
            beforeClose = last;
        }
        long w;
        do {
            w = word;
            if ((w & CLOSED) != 0) {
                return false;
            }
        } while (!WORD.compareAndSet(this, w, (w | CLOSED) + USE & ~(READERS | WRITERS)));
        if ((w & (READERS | WRITERS)) != 0) {
            turns.readers.release((int) ((w & READERS) / READER));
            turns.writers.release((int) ((w & WRITERS) / WRITER));
        }
        leave();
        return true;
    }

    private boolean enter(long lock, long waiter) {
        for (; ; ) {
            long w = word;
            if ((w & CLOSED) != 0) {
                return false;
            }
            boolean free = (w & lock) == 0;
            if (free && WORD.compareAndSet(this, w, (w | lock) + USE)) {
                return true;
            }
            if (!free) {
                // Before the word says so: who sees a waiter there finds its turns.
                Semaphore turn = turns().of(lock);
                if (WORD.compareAndSet(this, w, w + waiter)) {
                    turn.acquireUninterruptibly();
                }
            }
        }
    }

    private Turns turns() {
        if (turns == null) {
            synchronized (this) {
                if (turns == null) {
                    turns = new Turns();
                }
            }
        }
        return turns;
    }

    private void leave(long lock, long waiter, long waiters) {
        long w;
        long next;
        do {
            w = word;
            next = (w & ~lock) - USE - ((w & waiters) != 0 ? waiter : 0);
        } while (!WORD.compareAndSet(this, w, next));
        if ((w & waiters) != 0) {
            turns.of(lock).release();
        }
        if ((next & (CLOSED | USES)) == CLOSED) {
            closeDescriptor();
        }
    }

    private void closeDescriptor() {
        if (beforeClose != null) {
            beforeClose.run();
        }
        long result = sockets.close(socket);
        if (result < 0) {
            // EBADF: somebody else closed our number. close(2) of a socket has no other failure.
            throw new AssertionError("close of descriptor " + socket + ": error " + -result);
        }
        OpenChannels.closed(kind);
        if (afterClose != null) {
            afterClose.run();
        }
    }

    private static final class Turns {
        final Semaphore readers = new Semaphore(0);
        final Semaphore writers = new Semaphore(0);

        Semaphore of(long lock) {
            return lock == READ_LOCK ? readers : writers;
        }
    }
}
