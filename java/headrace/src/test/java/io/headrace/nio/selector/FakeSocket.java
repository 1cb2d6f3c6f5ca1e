// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.os.Poller;
import java.util.ArrayList;
import java.util.List;

/** A socket as the kernel sees it: what is buffered, which directions that makes ready, and when an edge is due. */
final class FakeSocket {
    static final int WOULD_BLOCK = -1;
    private static final int OVER = Poller.HANGUP | Poller.ERROR_PENDING;
    private static final int NO_MARK = -1;

    final List<FakePoller.Registration> registrations = new ArrayList<>();
    private int room = 8;
    private int unread;
    private int urgentMark = NO_MARK;
    private int state;
    private boolean sendRefused;

    int ready() {
        boolean readable = unread > 0 || (state & (Poller.HALF_CLOSED | OVER)) != 0;
        boolean writable = room > 0 || (state & OVER) != 0;
        return state
                | (readable ? Poller.READ : 0)
                | (writable ? Poller.WRITE : 0)
                | (urgentMark != NO_MARK ? Poller.URGENT : 0);
    }

    /** Neither direction is ready, as of a listener or a connection that is pending. */
    void makeIdle() {
        room = 0;
        state = 0;
        sendRefused = true;
    }

    void makeUnconnected() {
        state = Poller.HANGUP;
    }

    void completeConnect() {
        room = 8;
        edge(Poller.WRITE);
    }

    void arrive(int bytes) {
        unread += bytes;
        edge(Poller.READ);
    }

    /** The receive that reaches the mark is short, whatever lies behind it. */
    void arriveUrgent(int bytesBehind) {
        urgentMark = unread;
        unread += bytesBehind;
        edge(Poller.URGENT | Poller.READ);
    }

    void arriveEnd() {
        state |= Poller.HALF_CLOSED;
        edge(Poller.READ | Poller.HALF_CLOSED);
    }

    void arriveReset() {
        state |= OVER;
        edge(Poller.READ | Poller.WRITE | OVER);
    }

    /** As tcp_poll: who is armed for writing and finds no room is owed an edge. */
    void armed(int directions) {
        sendRefused |= (directions & Poller.WRITE) != 0 && room == 0;
    }

    /** As TCP: an edge only after a send, or a poller that was armed, found no room. */
    void peerReads(int bytes) {
        room += bytes;
        registrations.forEach(FakePoller.Registration::acknowledged);
        if (sendRefused && room > 0) {
            sendRefused = false;
            edge(Poller.WRITE);
        }
    }

    int receive(int length) {
        if (unread == 0) {
            return (state & (Poller.HALF_CLOSED | OVER)) != 0 ? 0 : WOULD_BLOCK;
        }
        int n = Math.min(unread, length);
        if (urgentMark > 0 && urgentMark <= n) {
            n = urgentMark;
        }
        unread -= n;
        urgentMark = urgentMark > 0 ? urgentMark - n : NO_MARK;
        return n;
    }

    int send(int length) {
        int n = Math.min(room, length);
        room -= n;
        sendRefused |= n < length;
        return n == 0 ? WOULD_BLOCK : n;
    }

    private void edge(int bits) {
        registrations.forEach(r -> r.edge(bits));
    }
}
