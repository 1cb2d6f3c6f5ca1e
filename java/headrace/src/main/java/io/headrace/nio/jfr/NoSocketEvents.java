// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

/** Where no events can be made: a read is not to fail because nobody can record it. */
final class NoSocketEvents extends SocketEvents {

    @Override
    boolean areReadsOn() {
        return false;
    }

    @Override
    boolean areWritesOn() {
        return false;
    }

    @Override
    Transfer read() {
        throw new IllegalStateException("reads are not on");
    }

    @Override
    Transfer write() {
        throw new IllegalStateException("writes are not on");
    }
}
