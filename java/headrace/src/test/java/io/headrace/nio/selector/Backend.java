// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.Poller;

/** What the scripted poller behaves like. */
enum Backend {
    EPOLL(Poller.CAP_LEVEL | Poller.CAP_EDGE | Poller.CAP_ONESHOT | Poller.CAP_URGENT | Poller.CAP_QUIET_WRITE, true),
    /** One event a direction; arming again looks at the directions in doubt alone; each acknowledgement is an edge. */
    KQUEUE(Poller.CAP_LEVEL | Poller.CAP_EDGE | Poller.CAP_ONESHOT, false),
    POLL(Poller.CAP_LEVEL | Poller.CAP_ONESHOT | Poller.CAP_URGENT, true),
    /** What became ready waits in a port, also where it is no more. */
    AFD(Poller.CAP_ONESHOT | Poller.CAP_GONE | Poller.CAP_LATE, true);

    final int caps;
    final boolean wholeMask;

    Backend(int caps, boolean wholeMask) {
        this.caps = caps;
        this.wholeMask = wholeMask;
    }

    boolean tellsUrgent() {
        return (caps & Poller.CAP_URGENT) != 0;
    }

    boolean quietWrite() {
        return (caps & Poller.CAP_QUIET_WRITE) != 0;
    }

    boolean late() {
        return (caps & Poller.CAP_LATE) != 0;
    }

    boolean edges() {
        return (caps & Poller.CAP_EDGE) != 0;
    }
}
