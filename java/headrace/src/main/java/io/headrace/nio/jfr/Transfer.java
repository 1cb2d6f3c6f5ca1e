// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

import java.net.SocketAddress;

/** One read or write that is recorded. It has begun when it is made. */
public interface Transfer {

    /**
     * It has succeeded.
     *
     * @param bytes negative at the end of the stream
     * @param remote null if the channel has none
     * @param timeoutMillis what a read waits at most; 0 is without limit
     */
    void ended(long bytes, SocketAddress remote, long timeoutMillis);

    /** It has thrown, of a channel that is still connected. */
    void failed(SocketAddress remote);
}
