// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

/** What a slot of a {@link World} holds. */
enum Kind {
    TCP,
    UNIX,
    SOURCE,
    SINK,
    UDP,
    LISTENER,
    UNIX_LISTENER;

    static final int STREAMS = TCP.bit() | UNIX.bit();
    static final int INPUTS = STREAMS | SOURCE.bit();
    static final int OUTPUTS = STREAMS | SINK.bit();
    static final int LISTENERS = LISTENER.bit() | UNIX_LISTENER.bit();
    static final int ANY = (1 << values().length) - 1;

    int bit() {
        return 1 << ordinal();
    }

    boolean in(int kinds) {
        return (kinds & bit()) != 0;
    }
}
