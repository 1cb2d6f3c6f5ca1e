// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import io.headrace.os.Poller;
import io.headrace.os.Transport;

/** Registers a direction when the first thread waits for it, once: edges tell of each change from then on. */
final class EdgeParkingPoller extends ParkingPoller {
    EdgeParkingPoller(Transport transport, Poller poller) {
        super(transport, poller);
    }

    @Override
    boolean arm(DescriptorWaits waits, int direction) {
        return (waits.armed & direction) != 0 || armFirst(waits, direction);
    }

    private boolean armFirst(DescriptorWaits waits, int direction) {
        lock.lock();
        try {
            if (waits.closed) {
                return true; // the end of the wait is on its way
            }
            int was = mask(waits, waits.armed);
            int now = mask(waits, waits.armed | direction);
            if (waits.token == 0) {
                waits.token = tokens.allocate(waits);
            }
            boolean made = poller.change(waits.descriptor, waits.token, was, now, direction, 0) >= 0;
            if (made) {
                waits.armed |= direction;
            } else {
                end(waits);
                waits.report();
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    private static int mask(DescriptorWaits waits, int directions) {
        return directions == 0
                ? 0
                : directions | Poller.EDGE | ((directions & Poller.READ) != 0 ? waits.besidesRead : 0);
    }

    @Override
    void waited(DescriptorWaits waits, int direction) {}

    @Override
    void leave(DescriptorWaits waits) {
        lock.lock();
        try {
            remove(waits, 0);
        } finally {
            lock.unlock();
        }
    }

    /** Without a system call, unless the file is shared: the kernel's registration ends with the descriptor. */
    @Override
    void close(DescriptorWaits waits, boolean shared) {
        lock.lock();
        try {
            waits.closed = true;
            remove(waits, shared ? 0 : Poller.CHANGE_CLOSED);
        } finally {
            lock.unlock();
        }
    }

    private void remove(DescriptorWaits waits, int flags) {
        if (waits.token != 0) {
            poller.change(waits.descriptor, waits.token, mask(waits, waits.armed), 0, 0, flags);
            end(waits);
        }
    }

    private void end(DescriptorWaits waits) {
        long token = waits.token;
        retire(waits);
        tokens.release(token);
    }

    @Override
    boolean pack() {
        return true;
    }

    @Override
    void failed(DescriptorWaits waits) {
        end(waits);
    }

    @Override
    int reported(DescriptorWaits waits, int event) {
        return event;
    }
}
