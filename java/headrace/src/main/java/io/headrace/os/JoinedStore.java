// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.nio.ByteBuffer;

/**
 * Datagrams of a socket whose system joins those of one sender ({@link Sockets#batchJoin}): one receive brings up to
 * {@link MessageTable#JOINED_MOST} of them. One thread at a time.
 */
public final class JoinedStore implements ReceivedDatagrams {
    private final Sockets sockets;
    private final MessageTable messages;
    private final ByteBuffer payload = ByteBuffer.allocateDirect(MessageTable.JOINED_BYTES);
    private int next;
    private int end;

    /** The message that names the sender of the next one. */
    private int named;

    public JoinedStore(Sockets sockets) {
        this.sockets = sockets;
        this.messages = MessageTable.allocate(sockets, MessageTable.JOINED_MOST);
    }

    /** Receives. Only while it is empty. Returns how many datagrams came, or an error. */
    public long fill(long socket) {
        long received = sockets.batchReceiveJoined(socket, messages.memory(), payload, payload.capacity());
        next = 0;
        named = 0;
        end = (int) Math.max(received, 0);
        return received;
    }

    @Override
    public boolean isEmpty() {
        return next == end;
    }

    @Override
    public int size() {
        return end - next;
    }

    @Override
    public void clear() {
        next = end;
    }

    @Override
    public int length() {
        return messages.length(next);
    }

    @Override
    public void copy(int from, int length, ByteBuffer to) {
        int position = to.position();
        to.put(position, payload, messages.offset(next) + from, length).position(position + length);
    }

    @Override
    public void take(ByteBuffer peer) {
        nameSender();
        peer.put(0, messages.memory(), messages.peerAt(named), Addresses.SIZE);
        next++;
    }

    @Override
    public void take(MessageTable to, int message) {
        nameSender();
        to.copy(message, messages, next);
        to.memory().put(to.peerAt(message), messages.memory(), messages.peerAt(named), Addresses.SIZE);
        to.setFlag(message, MessageTable.SAME_PEER, false);
        next++;
    }

    private void nameSender() {
        if (!messages.has(next, MessageTable.SAME_PEER)) {
            named = next;
        }
    }
}
