// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.Poller;

/**
 * What the kernel was told of a key. A class above the key's and not an object of its own, as {@link DirectionStates}
 * is.
 *
 * <p>Only the selecting thread writes, under the selector's monitor. The volatile fields are read by other threads
 * too: the policy by those of operations, the rest by the thread that closes the channel.
 */
abstract class KernelRegistration extends DirectionStates {
    /** After so many reports in a row that nobody asked for, a key is armed with its interest only. */
    private static final int UNWANTED_REPORTS = 4;

    /** Null until the first wait has adopted the key's mode. */
    private volatile TriggerPolicy policy;

    /** 0 while nothing is registered in the kernel. */
    private volatile long token;

    /** The token of the last removal that was packed: closing before it is applied has to void it. */
    private volatile long endingToken;

    /** The number of the last wait that was given a change of this key. */
    private volatile int packedWait;

    /** The mask that was packed last; 0 while nothing is registered. */
    private volatile int registeredMask;

    // An operation has ended since the kernel was asked for the direction.
    private volatile boolean readSinceArmed;
    private volatile boolean writtenSinceArmed;

    private int armed;
    private boolean narrowed;
    private int unwantedReports;

    final TriggerPolicy policy() {
        return policy;
    }

    /** What was known under the last policy is void. */
    final void adopt(TriggerPolicy adopted) {
        policy = adopted;
        reset(Poller.READ);
        reset(Poller.WRITE);
    }

    final long token() {
        return token;
    }

    /** Before the first change of a token is packed. */
    final void begin(long newToken) {
        token = newToken;
    }

    /**
     * Called before the selecting thread looks whether the channel is open. A thread that closes it after that look
     * sees the number of the wait, and makes the poller forget the token.
     */
    final void packing(int wait) {
        packedWait = wait;
    }

    /**
     * A change was packed.
     *
     * @param directions those that the kernel is asked for from now on
     * @param inDoubt those of them that the kernel reports if they are ready already
     */
    final void packed(int mask, int directions, int inDoubt) {
        registeredMask = mask;
        forgetUse(inDoubt);
        arm(inDoubt);
        if (policy.armsEdges) {
            unarm(armed & ~directions);
        }
        armed = directions;
        if (mask == 0) {
            endingToken = token;
        }
    }

    /** Any thread. An operation has ended: a report that is under way may be older. */
    final void used(int direction) {
        if (direction == Poller.READ) {
            readSinceArmed = true;
        } else {
            writtenSinceArmed = true;
        }
    }

    private void forgetUse(int directions) {
        // A volatile write costs more than a read.
        if ((directions & Poller.READ) != 0 && readSinceArmed) {
            readSinceArmed = false;
        }
        if ((directions & Poller.WRITE) != 0 && writtenSinceArmed) {
            writtenSinceArmed = false;
        }
    }

    /** Directions whose report may be older than the last operation. */
    final int usedSinceArmed() {
        return (readSinceArmed ? Poller.READ : 0) | (writtenSinceArmed ? Poller.WRITE : 0);
    }

    /** The registration has ended, or its removal was packed. */
    final void end() {
        registeredMask = 0;
        armed = 0;
        token = 0;
    }

    /** The kernel did not take the last change: it reports nothing. */
    final void failed() {
        unarm(armed);
    }

    /** A one-shot report disarms the registration. */
    final void disarmedByReport() {
        armed = 0;
    }

    final int registeredMask() {
        return registeredMask;
    }

    final int armed() {
        return armed;
    }

    /**
     * The directions to arm edges for.
     *
     * @param free directions whose reports cost nothing while nobody wants them
     */
    final int edgesToArm(int interest, int free) {
        if ((interest & ~armed) != 0) {
            narrowed = false;
        }
        return narrowed ? interest : interest | free;
    }

    /** Unwanted edges wake the selector for nothing: a key that has too many of them is narrowed to its interest. */
    final void countReport(boolean wanted) {
        if (wanted) {
            unwantedReports = 0;
        } else if (policy.armsEdges && ++unwantedReports >= UNWANTED_REPORTS) {
            unwantedReports = 0;
            narrowed = true;
        }
    }

    /**
     * What the poller has to forget before the channel is closed; 0: an edge registration ends with the descriptor.
     *
     * @param shared other descriptors have the file: no registration ends
     */
    final long tokenToForget(int appliedWait, boolean shared) {
        long current = token;
        // The mask last: of a change that is no longer pending it is what the kernel has.
        boolean pending = packedWait - appliedWait > 0;
        if (current == 0) {
            return pending ? endingToken : 0;
        }
        return pending || shared || (registeredMask & Poller.EDGE) == 0 ? current : 0;
    }
}
