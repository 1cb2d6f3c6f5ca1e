// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.TriggerMode;
import io.headrace.os.Poller;

/**
 * The decisions in which trigger modes differ: how the kernel is asked, and how long its report is believed.
 *
 * @param arming 0 for level, {@link Poller#EDGE} or {@link Poller#ONESHOT}
 */
record TriggerPolicy(int arming, Validity validity) {

    /** How long a report of the kernel holds. */
    enum Validity {
        /** For the select that harvested it. */
        SELECT,
        /** Until a select has told the user, once. */
        PUBLICATION,
        /** Until an operation has used it up. */
        USE
    }

    private static final TriggerPolicy LEVEL = new TriggerPolicy(0, Validity.SELECT);
    private static final TriggerPolicy ONESHOT = new TriggerPolicy(Poller.ONESHOT, Validity.SELECT);
    private static final TriggerPolicy EDGE = new TriggerPolicy(Poller.EDGE, Validity.PUBLICATION);
    private static final TriggerPolicy TRACKED = new TriggerPolicy(Poller.EDGE, Validity.USE);
    private static final TriggerPolicy EDGE_BY_ONESHOT = new TriggerPolicy(Poller.ONESHOT, Validity.PUBLICATION);
    private static final TriggerPolicy TRACKED_BY_ONESHOT = new TriggerPolicy(Poller.ONESHOT, Validity.USE);

    static TriggerPolicy of(TriggerMode mode, ChannelKind kind, int caps) {
        boolean edges = (caps & Poller.CAP_EDGE) != 0;
        return switch (mode) {
            case LEVEL -> level(caps);
            case ONESHOT -> ONESHOT;
            case EDGE -> edges ? EDGE : EDGE_BY_ONESHOT;
            case TRACKED -> kind.followed ? (edges ? TRACKED : TRACKED_BY_ONESHOT) : level(caps);
        };
    }

    boolean armsEdges() {
        return arming == Poller.EDGE;
    }

    /** A report disarms the registration. */
    boolean armsOnce() {
        return arming == Poller.ONESHOT;
    }

    boolean believesOneSelect() {
        return validity == Validity.SELECT;
    }

    boolean reportsOnce() {
        return validity == Validity.PUBLICATION;
    }

    /** What operations learn decides how long a report holds. */
    boolean believesUntilUsed() {
        return validity == Validity.USE;
    }

    private static TriggerPolicy level(int caps) {
        return (caps & Poller.CAP_LEVEL) != 0 ? LEVEL : ONESHOT;
    }
}
