// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

/** A pair of events, for reads and for writes. */
abstract class SocketEvents {

    /** What {@link #load} has loaded sets this: a constructor by reflection would load half of java.lang.invoke. */
    static SocketEvents loaded;

    /**
     * Of a class that is compiled against classes of the JDK that it does not export.
     *
     * @return null if the JDK does not have them, or keeps them to itself
     */
    static SocketEvents load(String name) {
        try {
            Class.forName(name);
            return loaded;
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    abstract boolean areReadsOn();

    abstract boolean areWritesOn();

    /** Whether the streams of a channel's Socket are recorded. */
    boolean coverStreams() {
        return true;
    }

    /** A read that begins now. */
    abstract Transfer read();

    abstract Transfer write();
}
