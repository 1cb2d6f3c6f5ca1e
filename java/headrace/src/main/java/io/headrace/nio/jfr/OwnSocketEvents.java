// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

/** {@code io.headrace.SocketRead} and {@code io.headrace.SocketWrite}. */
final class OwnSocketEvents extends SocketEvents {

    /** Events that are never written, to ask whether their kind is on. */
    private final SocketRead read = new SocketRead();

    private final SocketWrite write = new SocketWrite();

    @Override
    boolean areReadsOn() {
        return read.isEnabled();
    }

    @Override
    boolean areWritesOn() {
        return write.isEnabled();
    }

    @Override
    Transfer read() {
        SocketRead event = new SocketRead();
        event.begin();
        return event;
    }

    @Override
    Transfer write() {
        SocketWrite event = new SocketWrite();
        event.begin();
        return event;
    }
}
