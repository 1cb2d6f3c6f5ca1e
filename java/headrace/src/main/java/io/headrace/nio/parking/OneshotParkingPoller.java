// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.parking;

import io.headrace.os.Poller;
import io.headrace.os.Transport;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Registers what somebody waits for, once for each wait, with the poller's next turn: for backends that have no edges,
 * or no change at once.
 */
final class OneshotParkingPoller extends ParkingPoller {
    /** A registration whose removal has to be packed. */
    private record Ending(long descriptor, long token, int registered) {}

    /** Those whose wanted directions may have changed. Guarded by the lock. */
    private final Queue<DescriptorWaits> changed = new ArrayDeque<>();

    /** Guarded by the lock. */
    private final Queue<Ending> endings = new ArrayDeque<>();

    private final boolean awaitsGone;

    OneshotParkingPoller(Transport transport, Poller poller) {
        super(transport, poller);
        awaitsGone = (poller.caps() & Poller.CAP_GONE) != 0;
    }

    @Override
    boolean arm(DescriptorWaits waits, int direction) {
        lock.lock();
        try {
            if (waits.refused) {
                waits.refused = false;
                return false;
            }
            changed.add(waits);
        } finally {
            lock.unlock();
        }
        poller.wakeup();
        return true;
    }

    /** A wait that was given up leaves nothing registered. */
    @Override
    void waited(DescriptorWaits waits, int direction) {
        if ((waits.armed & direction) != 0) {
            lock.lock();
            try {
                changed.add(waits);
            } finally {
                lock.unlock();
            }
            poller.wakeup();
        }
    }

    @Override
    void leave(DescriptorWaits waits) {
        remove(waits, false);
    }

    @Override
    void close(DescriptorWaits waits, boolean shared) {
        remove(waits, true);
    }

    private void remove(DescriptorWaits waits, boolean forGood) {
        lock.lock();
        try {
            waits.closed |= forGood;
            if (waits.token == 0) {
                return;
            }
            poller.forget(waits.descriptor, waits.token);
            end(waits);
        } finally {
            lock.unlock();
        }
        poller.wakeup();
    }

    private void end(DescriptorWaits waits) {
        endings.add(new Ending(waits.descriptor, waits.token, waits.registered));
        waits.registered = 0;
        retire(waits);
    }

    @Override
    boolean pack() {
        lock.lock();
        try {
            while (!changed.isEmpty() && changes.hasRoom()) {
                pack(changed.remove());
            }
            while (!endings.isEmpty() && changes.hasRoom()) {
                pack(endings.remove());
            }
            return changed.isEmpty() && endings.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void pack(DescriptorWaits waits) {
        int wanted = waits.closed ? 0 : waits.wanted();
        if (wanted == 0) {
            if (waits.token != 0) {
                end(waits);
            }
            return;
        }
        if (waits.token == 0) {
            waits.token = tokens.allocate(waits);
        }
        int now = wanted | Poller.ONESHOT;
        changes.add(waits.descriptor, waits.token, waits.registered, now, wanted, 0);
        waits.registered = now;
        waits.armed = wanted;
    }

    private void pack(Ending ending) {
        changes.add(ending.descriptor, ending.token, ending.registered, 0, 0, Poller.CHANGE_CLOSED);
        if (!awaitsGone) {
            tokens.release(ending.token);
        }
    }

    /** The kernel knows nothing of the token. */
    @Override
    void failed(DescriptorWaits waits) {
        long token = waits.token;
        waits.refused = true;
        waits.registered = 0;
        retire(waits);
        tokens.release(token);
    }

    /** Any report disarms both directions: whoever waits for the other one tries again, and comes back. */
    @Override
    int reported(DescriptorWaits waits, int event) {
        int disarmed = waits.armed;
        waits.armed = 0;
        return event | disarmed;
    }
}
