// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.os.Poller;
import java.nio.channels.SelectionKey;

/** What the readiness engine has to know of a kind of channel; one row a kind. */
enum Kind {
    TCP_STREAM(Poller.READ | Poller.WRITE | Poller.URGENT, true, true, true),
    /** One accept a select leaves doubt each time: the kernel's level report is the cheaper answer. */
    LISTENER(Poller.READ, false, false, false),
    PIPE_SOURCE(Poller.READ, true, false, true),
    PIPE_SINK(Poller.WRITE, true, false, true);

    /** All that the kernel can report of it. */
    final int reportable;

    /** Hang-up and end of stream last: both directions answer at once from then on. */
    final boolean stream;

    /** A receive that was shorter than asked for has emptied the socket. */
    final boolean shortMeansDrained;

    /** Whether {@link io.headrace.TriggerMode#TRACKED} follows its operations, or takes the kernel's level reports. */
    final boolean followed;

    Kind(int reportable, boolean stream, boolean shortMeansDrained, boolean followed) {
        this.reportable = reportable;
        this.stream = stream;
        this.shortMeansDrained = shortMeansDrained;
        this.followed = followed;
    }

    int reportableDirections() {
        return reportable & (Poller.READ | Poller.WRITE);
    }

    static int directionsOf(int ops) {
        int read = (ops & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0 ? Poller.READ : 0;
        int write = (ops & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0 ? Poller.WRITE : 0;
        return read | write;
    }
}
