// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.BlockingInput;
import io.headrace.nio.channel.ChannelCallbacks;
import io.headrace.nio.channel.Deadline;
import io.headrace.nio.channel.Endpoint;
import io.headrace.os.MessageTable;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Receives into batches. Any thread may call; one at a time receives, and no other datagrams meanwhile. */
public final class BatchInput implements BlockingInput.Source {
    private final Endpoint endpoint;
    private final Sockets sockets;
    private final DatagramState<InetSocketAddress> state;
    private final DatagramInput<InetSocketAddress> input;
    private final BlockingInput blocking;

    /** Of the call under way. Guarded by the handle's read lock, as all that follows. */
    private MessageTable messages;

    private ByteBuffer payload;

    /** The system joins no datagrams, or others share the socket. */
    private boolean refused;

    BatchInput(
            Endpoint endpoint,
            DatagramState<InetSocketAddress> state,
            DatagramInput<InetSocketAddress> input,
            boolean mayJoin) {
        this.endpoint = endpoint;
        this.sockets = endpoint.sockets;
        this.state = state;
        this.input = input;
        this.blocking = new BlockingInput(endpoint);
        this.refused = !mayJoin;
    }

    /** Returns how many messages were received; 0 in non-blocking mode if there was none. */
    public int receive(MessageTable to, ByteBuffer bytes) throws IOException {
        endpoint.enterRead();
        try {
            state.ensureBound();
            messages = to;
            payload = bytes;
            long n = endpoint.owner.isBlocking() ? receiveBlocking() : attempt(null, null, 0, 0);
            return n == BlockingInput.WOULD_BLOCK ? 0 : (int) n;
        } finally {
            messages = null;
            payload = null;
            endpoint.handle.leaveRead();
        }
    }

    private long receiveBlocking() throws IOException {
        ChannelCallbacks owner = endpoint.owner;
        long n = BlockingInput.WOULD_BLOCK;
        owner.beginBlocking();
        try {
            n = owner.isOpen() && input.isStored()
                    ? attempt(null, null, 0, 0)
                    : blocking.take(this, null, null, 0, 0, Deadline.of("Receive", 0));
        } finally {
            owner.endBlocking(n != BlockingInput.WOULD_BLOCK);
        }
        return n;
    }

    @Override
    public long attempt(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException {
        if (input.isStored()) {
            return input.takeStored(messages, payload);
        }
        boolean roomy =
                messages.capacity() >= MessageTable.JOINED_MOST && payload.capacity() >= MessageTable.JOINED_BYTES;
        if (roomy && !refused && !input.isJoined()) {
            refused = !input.join();
        }
        if (input.isJoined() && !roomy) {
            long filled = input.fill();
            return filled < 0 ? filled : input.takeStored(messages, payload);
        }
        return receive(input.isJoined());
    }

    private long receive(boolean joined) throws IOException {
        long n;
        do {
            long before = endpoint.readiness.before(Poller.READ);
            n = input.learned(system(joined), before);
        } while (n == DatagramErrors.AGAIN);
        return n;
    }

    private long system(boolean joined) {
        long n = joined
                ? sockets.batchReceiveJoined(endpoint.descriptor(), messages.memory(), payload, payload.capacity())
                : sockets.batchReceive(endpoint.descriptor(), messages.memory(), payload, payload.capacity());
        Reference.reachabilityFence(messages);
        Reference.reachabilityFence(payload);
        return n;
    }
}
