// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.SocketAddress;

/** Where connections or datagrams come from. Any thread may call. */
interface Source {

    SocketAddress address() throws IOException;

    /** From now on takes whatever comes. */
    void takeAll();

    /** Takes one; in the loop's thread. */
    void take(One one);

    /** Takes no more; in the loop's thread. */
    void takeNone();

    /** Takes no more, and refuses what comes later. */
    void close();
}
