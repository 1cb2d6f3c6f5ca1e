// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.nio.ByteBuffer;

/**
 * Datagrams of a socket whose system joins those of one sender ({@link Sockets#batchJoin}): one receive brings up to
 * {@link MessageTable#JOINED_MOST} of them. One thread at a time.
 */
public final class JoinedStore implements ReceivedDatagrams {
    /** Receives of one call, at most. */
    public static final int MOST_RECEIVES = 16;

    private static final int MOST_MESSAGES = MOST_RECEIVES * MessageTable.JOINED_MOST;
    private static final int PAYLOAD = MOST_RECEIVES * MessageTable.JOINED_BYTES;

    private final Sockets sockets;
    private final MessageTable messages;

    /** A piece for each receive. Pages of both are taken only where datagrams come. */
    private final ByteBuffer payload;

    private int next;
    private int end;

    /** The message that names the sender of the next one. */
    private int named;

    private JoinedStore(Sockets sockets, ByteBuffer messages, ByteBuffer payload) {
        this.sockets = sockets;
        this.messages = MessageTable.in(messages, MOST_MESSAGES);
        this.payload = payload;
    }

    /** Null where the platform has no batches, or no memory for one. */
    public static JoinedStore open(Sockets sockets) {
        int size = (int) sockets.batchSize(MOST_MESSAGES);
        ByteBuffer messages = size < 0 ? null : sockets.memory().allocateIfAny(size);
        ByteBuffer payload = messages == null ? null : sockets.memory().allocateIfAny(PAYLOAD);
        if (payload == null && messages != null) {
            sockets.memory().free(messages);
        }
        return payload == null ? null : new JoinedStore(sockets, messages, payload);
    }

    /** Nobody uses it any more. */
    public void close() {
        sockets.memory().free(messages.memory());
        sockets.memory().free(payload);
    }

    /**
     * Receives. Only while it is empty. Returns how many datagrams came, or an error.
     *
     * @param receives 1 to {@link #MOST_RECEIVES}, each of datagrams that the system may have joined
     */
    public long fill(long socket, int receives) {
        long received =
                sockets.batchReceiveJoined(socket, messages.memory(), payload, receives * MessageTable.JOINED_BYTES);
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
