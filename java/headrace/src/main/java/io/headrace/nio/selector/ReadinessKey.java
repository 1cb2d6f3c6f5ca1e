// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.TriggerMode;
import io.headrace.os.Poller;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** A channel's registration with a selector: what the user asked for, and what a select tells. */
final class ReadinessKey extends KernelRegistration {
    private static final AtomicIntegerFieldUpdater<ReadinessKey> INTEREST =
            AtomicIntegerFieldUpdater.newUpdater(ReadinessKey.class, "interest");
    private static final AtomicIntegerFieldUpdater<ReadinessKey> QUEUED =
            AtomicIntegerFieldUpdater.newUpdater(ReadinessKey.class, "queued");

    /** What the kernel reports of a connection that is broken. */
    private static final int BREAK = Poller.HANGUP | Poller.ERROR_PENDING;

    /** What the kernel reports of a socket that may not be empty after a short receive. */
    private static final int LEAVE_DOUBT = Poller.HALF_CLOSED | Poller.URGENT | BREAK;

    private static final int OPS_OF_WRITE_SHIFT = 16;
    private static final int OPS_OF_READ_MASK = 0xffff;

    final Pollable pollable;
    final ChannelKind kind;

    private final ReadinessSelector selector;
    private final SelectableChannel channel;

    private volatile int interest;
    private volatile int ready;

    /** What the user asked for last; the selecting thread adopts it. */
    volatile TriggerMode mode;

    /** One of several selectors is woken for it. Set once, by who registers it so. */
    private volatile boolean exclusive;

    /** A hang-up or an error was reported: every operation of interest answers at once. */
    private volatile boolean broken;

    /**
     * The channel's {@link Pollable#readyOps}, of WRITE in the upper half: a select asks for them of every key that is
     * ready. One field, see {@link #wanted}.
     */
    private volatile int opsOfDirections;

    /** See {@link Readiness#holdBack}. */
    volatile int heldBack;

    /** See {@link Readiness#stored}. */
    volatile boolean stored;

    /** The peer has sent its last byte, or urgent data: a short receive does not show that the socket is empty. */
    private volatile boolean shortReceiveLeavesDoubt;

    // The selecting thread only, under the selector's monitor.

    private TriggerMode adoptedMode;

    boolean active;

    /**
     * The operations of interest that were known to be ready before the wait; of no use once the key is queued again.
     */
    int knownOps;

    int reported;
    int reportedWait;

    /** In the selected-key set; negative where it is not in it, see {@link SelectedKeys}. */
    int selectedIndex = -1;

    /** Guarded by {@link Readiness}. */
    ReadinessKey nextOfChannel;

    /** Guarded by {@link KeyQueue}. */
    ReadinessKey nextQueued;

    /** 1 while it is on the queue, else 0. */
    private volatile int queued;

    ReadinessKey(
            ReadinessSelector selector, SelectableChannel channel, Pollable pollable, TriggerMode mode, int interest) {
        this.selector = selector;
        this.channel = channel;
        this.pollable = pollable;
        this.kind = pollable.kind();
        this.mode = mode;
        this.interest = interest;
    }

    @Override
    public SelectableChannel channel() {
        return channel;
    }

    @Override
    public Selector selector() {
        return selector;
    }

    @Override
    public int interestOps() {
        ensureValid();
        return interest;
    }

    @Override
    public SelectionKey interestOps(int ops) {
        ensureValid();
        ensureSupported(ops);
        interestChanged(INTEREST.getAndSet(this, ops), ops);
        return this;
    }

    @Override
    public int interestOpsOr(int ops) {
        ensureValid();
        ensureSupported(ops);
        int before;
        do {
            before = interest;
        } while (!INTEREST.compareAndSet(this, before, before | ops));
        interestChanged(before, before | ops);
        return before;
    }

    @Override
    public int interestOpsAnd(int ops) {
        ensureValid();
        int before;
        do {
            before = interest;
        } while (!INTEREST.compareAndSet(this, before, before & ops));
        interestChanged(before, before & ops);
        return before;
    }

    @Override
    public int readyOps() {
        ensureValid();
        return ready;
    }

    void ensureSupported(int ops) {
        if ((ops & ~channel.validOps()) != 0) {
            throw new IllegalArgumentException("interest " + ops + ", allowed are " + channel.validOps());
        }
    }

    /** As interestOps, for a key that may be cancelled meanwhile. */
    void requestInterest(int ops, TriggerMode wantedMode) {
        mode = wantedMode;
        interest = ops;
        selector.reconsider(this);
    }

    boolean isExclusive() {
        return exclusive;
    }

    /** The key has no interest yet. */
    void makeExclusive(int ops) {
        exclusive = true;
        requestInterest(ops, TriggerMode.LEVEL);
    }

    private void ensureValid() {
        if (!isValid()) {
            throw new CancelledKeyException();
        }
    }

    private void interestChanged(int before, int after) {
        if (before != after) {
            selector.reconsider(this);
        }
    }

    // ---- the selecting thread

    int interest() {
        return interest;
    }

    /**
     * The interest without what is held back. Other threads change both at any time, so a decision reads
     * this once.
     */
    int wanted() {
        // First: C2 makes one instruction of "and not" and the load of its operand. Where another volatile load lies
        // in between it finds too late that it may not, and compiles the method again, with all that this is inlined
        // into ("retry without subsuming loads").
        int withheld = heldBack;
        return interest & ~withheld;
    }

    int ready() {
        return ready;
    }

    void ready(int ops) {
        // A volatile write costs more than the rest of what a select does with a key that stays ready.
        if (ready != ops) {
            ready = ops;
        }
    }

    boolean adoptMode(int caps) {
        TriggerMode wanted = mode;
        boolean isAdopted = adoptedMode == wanted && (!exclusive || policy() == TriggerPolicy.EXCLUSIVE);
        if (isAdopted) {
            return false;
        }
        adoptedMode = wanted;
        adopt(exclusive ? TriggerPolicy.EXCLUSIVE : TriggerPolicy.of(wanted, kind, caps));
        adoptState();
        return true;
    }

    /** Before each wait, once the mode is adopted. */
    void beginWait() {
        TriggerPolicy current = policy();
        if (current.believesOneSelect) {
            // A volatile write costs more than a read.
            if (broken) {
                broken = false;
            }
        } else if (current.reportsOnce && stored) {
            // The kernel would report it too, if it were armed again.
            confirm(Poller.READ);
        }
    }

    /** Those of these directions that are ready without asking the kernel. */
    int knownReady(int directions) {
        if (policy().believesOneSelect) {
            return stored ? directions & Poller.READ : 0;
        }
        return ((directions & Poller.READ) != 0 && isReady(Poller.READ) ? Poller.READ : 0)
                | ((directions & Poller.WRITE) != 0 && isReady(Poller.WRITE) ? Poller.WRITE : 0);
    }

    int knownDoubtful(int directions) {
        return ((directions & Poller.READ) != 0 && isDoubtful(Poller.READ) ? Poller.READ : 0)
                | ((directions & Poller.WRITE) != 0 && isDoubtful(Poller.WRITE) ? Poller.WRITE : 0);
    }

    /** It would make more of what is wanted ready than these directions do, or take from a selected key what is not. */
    boolean isChangedByHangUp(int directions, int wanted) {
        return !broken && (readyOps(directions, wanted) != wanted || selectedIndex >= 0 && (ready & ~wanted) != 0);
    }

    int spent() {
        return (isSpent(Poller.READ) ? Poller.READ : 0) | (isSpent(Poller.WRITE) ? Poller.WRITE : 0);
    }

    /**
     * Takes in an event of the wait with this number.
     *
     * @return whether a direction has to be asked for again, as its report may be older than the last operation
     */
    boolean report(int event, int wait) {
        int outdated = outdated(event);
        believe(event & ~outdated, wait);
        return outdated != 0;
    }

    /** What ends a stream stays, so a report of that is never outdated. */
    private int outdated(int event) {
        boolean late = (selector.caps() & Poller.CAP_LATE) != 0;
        return late && (event & (Poller.HALF_CLOSED | BREAK)) == 0 ? event & usedSinceArmed() : 0;
    }

    private void believe(int event, int wait) {
        if (reportedWait != wait) {
            reportedWait = wait;
            reported = 0;
        }
        TriggerPolicy current = policy();
        boolean both = false;
        if ((event & ~(Poller.READ | Poller.WRITE)) != 0) {
            if ((event & LEAVE_DOUBT) != 0) {
                shortReceiveLeavesDoubt = true;
            }
            both = (event & BREAK) != 0;
            if (both) {
                broken = true;
            }
        }
        boolean followed = current.believesUntilUsed;
        boolean sticky = both && followed && isConnectedStream();
        boolean readable = both || (event & (Poller.READ | Poller.HALF_CLOSED)) != 0;
        boolean writable = both || (event & Poller.WRITE) != 0;
        int valid = (readable && report(Poller.READ, sticky, followed, wait) ? Poller.READ : 0)
                | (writable && report(Poller.WRITE, sticky, followed, wait) ? Poller.WRITE : 0);
        if (both && valid == 0) {
            // The hang-up is of before the connect that came meanwhile; invalidateAll may have cleared broken too
            // early.
            broken = false;
        }
        reported |= valid;
        if (current.armsOnce) {
            disarmedByReport();
        }
        countReport((reported & ChannelKind.directionsOf(wanted())) != 0);
    }

    boolean isBroken() {
        return broken;
    }

    /** Before the first wait, and after each change of the channel's state. */
    synchronized void adoptState() {
        opsOfDirections = pollable.readyOps(Poller.READ) | pollable.readyOps(Poller.WRITE) << OPS_OF_WRITE_SHIFT;
    }

    private boolean isConnectedStream() {
        int ops = pollable.readyOps(Poller.READ | Poller.WRITE);
        return kind.stream && (ops & (SelectionKey.OP_READ | SelectionKey.OP_WRITE)) != 0;
    }

    /** The wanted operations that are ready after the wait with this number. */
    int opsAfter(int wait, int wanted) {
        int told = reportedWait == wait ? readyOps(reported, wanted) : 0;
        return told | (queued != 0 ? readyOps(knownReady(ChannelKind.directionsOf(wanted)), wanted) : knownOps);
    }

    /**
     * A select returns for that even where no operation is ready, as the JDK's does: OP_CONNECT of a connected
     * channel.
     */
    boolean isReported(int wait, int wanted) {
        return reportedWait == wait && (reported & ChannelKind.directionsOf(wanted)) != 0;
    }

    /** The wanted operations that are ready when these directions are. */
    int readyOps(int directions, int wanted) {
        if (directions == 0) {
            return 0;
        }
        int ops = opsOfDirections;
        int ofRead = ops & OPS_OF_READ_MASK;
        return broken ? wanted : ChannelKind.readyOps(directions, ofRead, ops >>> OPS_OF_WRITE_SHIFT) & wanted;
    }

    void published(int ops) {
        TriggerPolicy current = policy();
        if (current.reportsOnce) {
            int directions = ChannelKind.directionsOf(ops);
            if ((directions & Poller.READ) != 0) {
                published(Poller.READ, current.armsEdges);
            }
            if ((directions & Poller.WRITE) != 0) {
                published(Poller.WRITE, current.armsEdges);
            }
        }
    }

    // ---- any thread: what an operation of the channel learned

    void drained(int direction, long epochBefore) {
        noteUse(direction);
        TriggerPolicy current = policy();
        if (current == null || current.believesOneSelect) {
            return;
        }
        if (current.believesUntilUsed) {
            if (drained(direction, epochBefore, selector.waitNumber())) {
                reconsiderIfInterested(direction);
            }
        } else if (!current.armsEdges && wouldBlockAfterPublication(direction)) {
            selector.reconsiderAtOnce(this);
        }
    }

    private void noteUse(int direction) {
        if ((selector.caps() & Poller.CAP_LATE) != 0) {
            used(direction);
        }
    }

    void shortReceive(long epochBefore) {
        if (kind.shortMeansDrained(selector.caps()) && !shortReceiveLeavesDoubt) {
            drained(Poller.READ, epochBefore);
        } else {
            doubtful(Poller.READ);
        }
    }

    void doubtful(int direction) {
        noteUse(direction);
        TriggerPolicy current = policy();
        if (current != null && current.believesUntilUsed) {
            doubtful(direction, selector.waitNumber());
            reconsiderIfInterested(direction);
        }
    }

    void sticky(int direction) {
        TriggerPolicy current = policy();
        if (current != null && current.believesUntilUsed) {
            sticky(direction, selector.waitNumber());
            reconsiderIfInterested(direction);
        }
    }

    /**
     * An operation found the direction not ready, and no report came since. Who selects is another thread, which will
     * harvest the next report: a thread that selects by itself may know from elsewhere what has come.
     */
    boolean isKnownDrained(int direction) {
        TriggerPolicy current = policy();
        return current != null
                && current.believesUntilUsed
                && isDrained(direction)
                && isValid()
                && selector.isSelectedByAnotherThread();
    }

    boolean reportsStored() {
        TriggerPolicy current = policy();
        return mode != TriggerMode.EDGE && current != null && current.believesOneSelect;
    }

    /** After {@link #stored} was set: a select in progress looks at it where there is something. */
    void storedChanged(boolean is) {
        TriggerPolicy current = policy();
        if (is && current != null && current.reportsOnce) {
            // The mode changed during the receive, which may have taken what the kernel would have reported.
            reset(Poller.READ);
        }
        if ((ChannelKind.directionsOf(interest) & Poller.READ) == 0) {
            return;
        }
        if (is) {
            selector.reconsiderAtOnce(this);
        } else {
            selector.reconsider(this);
        }
    }

    void invalidateAll() {
        adoptState();
        noteUse(Poller.READ);
        noteUse(Poller.WRITE);
        int wait = selector.waitNumber();
        invalidate(Poller.READ, wait);
        invalidate(Poller.WRITE, wait);
        broken = false;
        shortReceiveLeavesDoubt = false;
        reconsiderAtOnce();
    }

    void reconsiderAtOnce() {
        selector.reconsiderAtOnce(this);
    }

    void closing() {
        selector.forget(this);
    }

    private void reconsiderIfInterested(int direction) {
        if ((ChannelKind.directionsOf(interest) & direction) != 0) {
            selector.reconsider(this);
        }
    }

    // ---- KeyQueue

    boolean enterQueue() {
        return queued == 0 && QUEUED.compareAndSet(this, 0, 1);
    }

    /** A release store: a push that the selecting thread does not see yet puts the key into the queue again. */
    void leaveQueue() {
        QUEUED.lazySet(this, 0);
    }
}
