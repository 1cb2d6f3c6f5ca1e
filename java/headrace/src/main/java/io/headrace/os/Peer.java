// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.nio.ByteBuffer;

/** Reads {@code hr_peer} ({@code native/include/hr_pass.h}): who is at the other end of a Unix domain socket. */
public final class Peer {
    @Native
    public static final int SIZE = 16;

    @Native
    private static final int USER = 8;

    @Native
    private static final int GROUP = 12;

    private Peer() {}

    /** -1 if the system does not tell. */
    public static long process(ByteBuffer peer) {
        return peer.getLong(0);
    }

    public static int user(ByteBuffer peer) {
        return peer.getInt(USER);
    }

    public static int group(ByteBuffer peer) {
        return peer.getInt(GROUP);
    }
}
