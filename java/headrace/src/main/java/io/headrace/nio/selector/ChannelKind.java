// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.Poller;
import java.nio.channels.SelectionKey;

/** What the readiness engine has to know of a kind of channel; one row a kind. */
public enum ChannelKind {
    TCP_STREAM(Poller.READ | Poller.WRITE | Poller.URGENT, Poller.READ | Poller.WRITE, true, true, true),
    /** Short receives end at boundaries of credentials too. The kernel reports OUT after each read by the peer. */
    UNIX_STREAM(Poller.READ | Poller.WRITE, Poller.READ, true, false, true),
    /** One accept a select leaves doubt each time: the kernel's level report is the cheaper answer. */
    LISTENER(Poller.READ, Poller.READ, false, false, false),
    /** One datagram a select leaves doubt too. The kernel reports OUT after each datagram that was sent. */
    UDP(Poller.READ | Poller.WRITE, Poller.READ, false, false, false),
    /** As UDP; and a peer that reads makes it writable. */
    UNIX_DATAGRAM(Poller.READ | Poller.WRITE, Poller.READ, false, false, false),
    PIPE_SOURCE(Poller.READ, Poller.READ, true, true, true),
    PIPE_SINK(Poller.WRITE, Poller.WRITE, true, false, true);

    /** By a set of operations: a select asks several times of every key. */
    private static final byte[] DIRECTIONS = directions();

    /** All that the kernel can report of it. */
    public final int reportable;

    /** See {@link #armedUnasked(int)}. */
    private final int armedUnasked;

    /** Hang-up and end of stream last: both directions answer at once from then on. */
    final boolean stream;

    /** A receive that was shorter than asked for, and did not stop at urgent data, has emptied the socket. */
    public final boolean shortMeansDrained;

    /**
     * Whether {@link io.headrace.TriggerMode#TRACKED} follows its operations, or takes the kernel's level reports.
     */
    final boolean followed;

    ChannelKind(int reportable, int armedUnasked, boolean stream, boolean shortMeansDrained, boolean followed) {
        this.reportable = reportable;
        this.armedUnasked = armedUnasked;
        this.stream = stream;
        this.shortMeansDrained = shortMeansDrained;
        this.followed = followed;
    }

    /**
     * Directions that edges are armed for without interest: those whose reports cost nothing while nobody wants them.
     *
     * @param caps of the poller
     */
    int armedUnasked(int caps) {
        return (caps & Poller.CAP_QUIET_WRITE) != 0 ? armedUnasked : armedUnasked & ~Poller.WRITE;
    }

    /**
     * Whether {@link #shortMeansDrained}, and the poller tells of urgent data.
     *
     * @param caps of the poller
     */
    boolean shortMeansDrained(int caps) {
        boolean toldOfUrgent = (reportable & Poller.URGENT) == 0 || (caps & Poller.CAP_URGENT) != 0;
        return shortMeansDrained && toldOfUrgent;
    }

    /** Only of operations that java.nio knows. */
    static int directionsOf(int ops) {
        return DIRECTIONS[ops];
    }

    private static byte[] directions() {
        byte[] directions = new byte[2 * SelectionKey.OP_ACCEPT];
        for (int ops = 0; ops < directions.length; ops++) {
            int read = (ops & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0 ? Poller.READ : 0;
            int write = (ops & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0 ? Poller.WRITE : 0;
            directions[ops] = (byte) (read | write);
        }
        return directions;
    }

    /** Of these operations those that are ready when these directions are. */
    public static int readyOps(int directions, int ofRead, int ofWrite) {
        return ((directions & Poller.READ) != 0 ? ofRead : 0) | ((directions & Poller.WRITE) != 0 ? ofWrite : 0);
    }
}
