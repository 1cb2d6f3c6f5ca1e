// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.io.IOException;

/** One backend of the loaded native library: it opens pollers and has the sockets. Immutable; any thread may use it. */
public interface Transport {

    /** The backend's name: epoll, poll, kqueue, iocp or stub. */
    String backend();

    Sockets sockets();

    /** What the pollers can do: {@link Poller#caps}. */
    default int caps() {
        return 0;
    }

    Poller openPoller() throws IOException;

    /**
     * Why this system lets no poller be opened, or null. A want of descriptors or memory is none: it may be over at the
     * next selector.
     */
    String refusal();
}
