// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.TriggerMode;
import io.headrace.os.Poller;

/**
 * The decisions in which trigger modes differ: how the kernel is asked, and how long its report is believed. Fields,
 * because a select asks them of every key.
 */
final class TriggerPolicy {

    /** How long a report of the kernel holds. */
    private enum Validity {
        /** For the select that harvested it. */
        SELECT,
        /** Until a select has told the user, once. */
        PUBLICATION,
        /** Until an operation has used it up. */
        USE
    }

    /** A listener that several selectors share. */
    static final TriggerPolicy EXCLUSIVE = new TriggerPolicy(Poller.EXCLUSIVE, Validity.SELECT);

    private static final TriggerPolicy LEVEL = new TriggerPolicy(0, Validity.SELECT);
    private static final TriggerPolicy ONESHOT = new TriggerPolicy(Poller.ONESHOT, Validity.SELECT);
    private static final TriggerPolicy EDGE = new TriggerPolicy(Poller.EDGE, Validity.PUBLICATION);
    private static final TriggerPolicy TRACKED = new TriggerPolicy(Poller.EDGE, Validity.USE);
    private static final TriggerPolicy EDGE_BY_ONESHOT = new TriggerPolicy(Poller.ONESHOT, Validity.PUBLICATION);
    private static final TriggerPolicy TRACKED_BY_ONESHOT = new TriggerPolicy(Poller.ONESHOT, Validity.USE);

    /** 0 for level, {@link Poller#EDGE}, {@link Poller#ONESHOT}, or {@link Poller#EXCLUSIVE}, which is level too. */
    final int arming;

    final boolean armsEdges;

    /** A report disarms the registration. */
    final boolean armsOnce;

    final boolean believesOneSelect;
    final boolean reportsOnce;

    /** What operations learn decides how long a report holds. */
    final boolean believesUntilUsed;

    private TriggerPolicy(int arming, Validity validity) {
        this.arming = arming;
        armsEdges = arming == Poller.EDGE;
        armsOnce = arming == Poller.ONESHOT;
        believesOneSelect = validity == Validity.SELECT;
        reportsOnce = validity == Validity.PUBLICATION;
        believesUntilUsed = validity == Validity.USE;
    }

    static TriggerPolicy of(TriggerMode mode, ChannelKind kind, int caps) {
        boolean edges = (caps & Poller.CAP_EDGE) != 0;
        if (mode == TriggerMode.EDGE) {
            return edges ? EDGE : EDGE_BY_ONESHOT;
        }
        if (mode == TriggerMode.TRACKED && kind.followed) {
            return edges ? TRACKED : TRACKED_BY_ONESHOT;
        }
        return mode == TriggerMode.ONESHOT ? ONESHOT : level(caps);
    }

    private static TriggerPolicy level(int caps) {
        return (caps & Poller.CAP_LEVEL) != 0 ? LEVEL : ONESHOT;
    }
}
