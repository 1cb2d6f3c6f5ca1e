// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.ChangeList;
import io.headrace.os.Poller;
import io.headrace.os.TokenTable;

/**
 * What the kernel is told of the keys: tokens, and the changes for the next wait. Only the selecting thread
 * calls.
 */
final class Registrations {
    private final PollerReference poller;
    private final int caps;
    private final boolean awaitsGone;
    private final TokenTable<ReadinessKey> tokens = new TokenTable<>();
    private final ChangeList changes;

    Registrations(PollerReference poller, ChangeList changes) {
        this.changes = changes;
        this.poller = poller;
        this.caps = poller.poller().caps();
        this.awaitsGone = (caps & Poller.CAP_GONE) != 0;
    }

    /** The key of an event, or null where its registration has ended. */
    ReadinessKey find(long token) {
        ReadinessKey key = tokens.find(token);
        return key != null && key.isValid() ? key : null;
    }

    /**
     * Packs the change that a key needs before the wait with this number. Only where the list of changes has room.
     *
     * @return the operations of interest that are ready without asking the kernel
     */
    int prepare(ReadinessKey key, int wait) {
        if (!key.isValid()) {
            return 0;
        }
        boolean newMode = key.adoptMode(caps);
        key.beginWait();
        int wanted = key.wanted();
        int interest = ChannelKind.directionsOf(wanted);
        // Taken once: an operation that ends meanwhile is seen by the next look, or else a direction might be neither
        // ready nor armed.
        int ready = key.knownReady(interest);
        if (key.policy().armsEdges) {
            prepareEdges(key, interest, newMode, wait);
        } else if (key.policy().armsOnce) {
            boolean watched = key.isChangedByHangUp(ready, wanted);
            prepareOneshot(key, interest, ready, watched, newMode, wait);
        } else {
            change(key, interest, 0, false, wait);
        }
        return key.readyOps(ready, wanted);
    }

    private void prepareEdges(ReadinessKey key, int interest, boolean newMode, int wait) {
        int wanted = key.edgesToArm(interest, key.kind.armedUnasked(caps));
        int doubt = key.knownDoubtful(interest & wanted);
        if (doubt != 0 || wanted != key.armed() || newMode) {
            change(key, wanted, doubt, false, wait);
        }
    }

    private void prepareOneshot(ReadinessKey key, int interest, int ready, boolean watched, boolean newMode, int wait) {
        int wanted = key.policy().believesOneSelect ? interest : interest & ~ready & ~key.spent();
        int missing = wanted & ~key.armed();
        int unwanted = key.armed() & ~interest;
        boolean watches = watched && wanted == 0 && interest != 0 && key.policy().believesUntilUsed;
        if (missing != 0 || unwanted != 0 || newMode || watches) {
            change(key, wanted, missing, watches, wait);
        }
    }

    /**
     * x -> x is left out unless there is doubt.
     *
     * @param watches for a hang-up, where nothing else is wanted
     */
    private void change(ReadinessKey key, int wanted, int doubt, boolean watches, int wait) {
        int was = key.registeredMask();
        int now = mask(key, wanted, watches);
        if (was == now && doubt == 0) {
            return;
        }
        if (was == 0) {
            key.begin(tokens.allocate(key));
        }
        long token = key.token();
        key.packing(wait);
        if (!key.channel().isOpen()) {
            if (was == 0) {
                end(key, false);
            }
            return;
        }
        int unsure = wanted & ~key.armed() | doubt;
        changes.add(key.pollable.handle().socket(), token, was, now, unsure, 0);
        key.packed(now, wanted, unsure);
        if (now == 0) {
            end(key, awaitsGone);
        }
    }

    private int mask(ReadinessKey key, int wanted, boolean watches) {
        if (wanted == 0) {
            return watches ? key.policy().arming : 0;
        }
        boolean urgent = key.policy().armsEdges && (wanted & Poller.READ) != 0;
        return wanted | key.policy().arming | (urgent ? key.kind.reportable & Poller.URGENT : 0);
    }

    /**
     * Takes a cancelled key out of the kernel now, not with the next wait: its channel lives on, or another thread is
     * closing it. Only where the list of changes has room.
     */
    long end(ReadinessKey key) {
        if (key.registeredMask() == 0) {
            return 0;
        }
        Handle handle = key.pollable.handle();
        long result = 0;
        // If the handle is closed already, the thread that closed it has forgotten the token before.
        if (handle.enter()) {
            try {
                result = poller.forget(handle.socket(), key.token());
            } finally {
                handle.leave();
            }
        }
        changes.add(handle.socket(), key.token(), key.registeredMask(), 0, 0, Poller.CHANGE_CLOSED);
        end(key, awaitsGone);
        return result;
    }

    /**
     * A change failed: the kernel knows nothing of the token.
     *
     * @return the token's key, cancelled or not; null where the registration has ended
     */
    ReadinessKey failed(long token) {
        ReadinessKey key = tokens.find(token);
        if (key != null) {
            key.failed();
            end(key, false);
        }
        return key;
    }

    /** The poller is done with a token that was retired. */
    void gone(long token) {
        tokens.release(token);
    }

    /** With GONE: the slot stays taken until the poller answers. A token that it does not know is not answered. */
    private void end(ReadinessKey key, boolean withGone) {
        tokens.retire(key.token());
        if (!withGone) {
            tokens.release(key.token());
        }
        key.end();
    }
}
