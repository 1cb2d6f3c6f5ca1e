// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.nio.ByteBuffer;

/** Datagrams that were received before somebody asked for them, in the order in which they came. */
public interface ReceivedDatagrams {
    boolean isEmpty();

    /** The number of datagrams that nobody has taken. */
    int size();

    void clear();

    /** The length of the next datagram. */
    int length();

    /** Copies bytes of the next datagram to the buffer, from the buffer's position on. */
    void copy(int from, int length, ByteBuffer to);

    /** Takes the next datagram out of the store, after writing its sender to {@code peer}. */
    void take(ByteBuffer peer);

    /** Takes the next datagram out of the store, after writing what is known of it to a message, but no bytes. */
    void take(MessageTable to, int message);
}
