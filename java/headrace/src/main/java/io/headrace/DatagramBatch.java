// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.datagram.UdpDatagramChannel;
import io.headrace.os.MessageTable;
import io.headrace.os.RecentAddresses;
import io.headrace.os.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Objects;

/**
 * Several UDP datagrams that are sent or received in one call. The bytes of all of them lie in one direct buffer, the
 * {@linkplain #payload payload}; a message says where its bytes are, and to or from whom they go.
 *
 * <pre>{@code
 * DatagramBatch batch = DatagramBatch.allocate(16, 16 * 1200);
 * for (int i = 0; i < 16; i++) {
 *     batch.payload().put(i * 1200, bytes);
 *     batch.add(i * 1200, 1200, target);
 * }
 * int sent = batch.send(channel, 0);
 * }</pre>
 *
 * <p>It is there if {@link Headrace#supports} says {@link Feature#DATAGRAM_BATCH}, and takes UDP channels of
 * {@link HeadraceSelectorProvider}. After the first calls it allocates nothing.
 *
 * <h2>Sending</h2>
 *
 * <p>A run of messages in a row, of equal length and to one peer, goes to the kernel as one piece, which it or the
 * device cuts into datagrams (UDP_SEGMENT). Only the last of a run may be shorter. If the offload is refused, because
 * a device adds no checksums or a datagram is longer than the path MTU, the messages are sent one by one in the same
 * call.
 *
 * <h2>Receiving</h2>
 *
 * <p>The kernel may join datagrams of one sender on their way to the socket (UDP_GRO). A batch parts them again. It
 * asks for that if it has at least {@link #JOINED_MESSAGES} messages and {@link #JOINED_BYTES} of payload; more of both
 * serves several senders in one call. From the first such receive on it holds for the channel: its {@code receive} and
 * {@code read} then part datagrams too, at the price of a copy. A smaller batch gives each message an equal share of
 * the payload; longer datagrams are {@linkplain #isTruncated truncated}.
 *
 * <p>Options of the channel decide what a received message tells besides its sender:
 * {@link HeadraceSocketOptions#IP_PKTINFO}, {@link HeadraceSocketOptions#IP_RECVORIGDSTADDR},
 * {@link HeadraceSocketOptions#IP_RECVTOS}, {@link HeadraceSocketOptions#SO_TIMESTAMPNS} and
 * {@link HeadraceSocketOptions#SO_RXQ_OVFL}.
 *
 * <p>A batch that was received can be sent as it is. Each message then goes back to its sender, from the address that
 * it was sent to if that is known.
 *
 * <h2>Threads and errors</h2>
 *
 * <p>One thread at a time uses a batch. A channel may be used with many batches and by many threads, as
 * {@link DatagramChannel} documents; blocking, close and interrupt are those of its {@code send} and {@code receive}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/sendmmsg.2.html">sendmmsg(2)</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/recvmmsg.2.html">recvmmsg(2)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/udp.7.html">UDP_SEGMENT and UDP_GRO in udp(7)</a>
 */
public final class DatagramBatch {
    /** The most messages that a batch may have. */
    public static final int MOST_MESSAGES = MessageTable.MOST;

    /** With so many messages and {@link #JOINED_BYTES} the kernel may join datagrams for a batch. */
    public static final int JOINED_MESSAGES = MessageTable.JOINED_MOST;

    /** Bytes of payload for each receive that may bring joined datagrams. */
    public static final int JOINED_BYTES = MessageTable.JOINED_BYTES;

    private final MessageTable messages;
    private final ByteBuffer payload;
    private final InetSocketAddress[] peers;
    private final RecentAddresses senders = new RecentAddresses();
    private final RecentAddresses locals = new RecentAddresses();
    private int size;

    private DatagramBatch(MessageTable messages, ByteBuffer payload) {
        this.messages = messages;
        this.payload = payload;
        this.peers = new InetSocketAddress[messages.capacity()];
    }

    /**
     * A batch without messages.
     *
     * @param messages how many it may have, 1 to {@link #MOST_MESSAGES}
     * @param payloadBytes bytes of the direct buffer for all of them, at least one a message
     * @throws IllegalArgumentException a number is out of its range
     * @throws UnsupportedOperationException the platform has no batches, or Headrace is not available
     */
    public static DatagramBatch allocate(int messages, int payloadBytes) {
        if (messages < 1 || messages > MOST_MESSAGES) {
            throw new IllegalArgumentException(messages + " messages, allowed are 1 to " + MOST_MESSAGES);
        }
        if (payloadBytes < messages) {
            throw new IllegalArgumentException(payloadBytes + " bytes of payload for " + messages + " messages");
        }
        Transport transport = Feature.DATAGRAM_BATCH.require();
        return new DatagramBatch(
                MessageTable.allocate(transport.sockets(), messages), ByteBuffer.allocateDirect(payloadBytes));
    }

    /**
     * The bytes of all messages: always the same direct buffer. Headrace reads and writes it by the offsets of the
     * messages; position, limit and order are yours.
     */
    public ByteBuffer payload() {
        return payload;
    }

    /** How many messages there is room for. */
    public int capacity() {
        return messages.capacity();
    }

    /** How many messages there are: those that were added, or received last. */
    public int size() {
        return size;
    }

    /** Removes all messages. */
    public DatagramBatch clear() {
        size = 0;
        return this;
    }

    /**
     * Adds a message to send.
     *
     * @param offset where its bytes begin in the payload
     * @param length how many there are, at least 0
     * @param target to whom; null for where the channel is connected to
     * @return its index
     * @throws IndexOutOfBoundsException the bytes are not inside the payload
     * @throws IllegalStateException the batch is full
     * @throws UnresolvedAddressException the target is not resolved
     * @throws UnsupportedAddressTypeException the target is no internet address
     */
    public int add(int offset, int length, SocketAddress target) {
        Objects.checkFromIndexSize(offset, length, payload.capacity());
        InetSocketAddress peer = target == null ? null : internet(target);
        if (size == capacity()) {
            throw new IllegalStateException("the batch has its " + size + " messages already");
        }
        messages.set(size, offset, length);
        peers[size] = peer;
        return size++;
    }

    private static InetSocketAddress internet(SocketAddress target) {
        if (!(target instanceof InetSocketAddress address)) {
            throw new UnsupportedAddressTypeException();
        }
        if (address.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        return address;
    }

    /**
     * Sends a message from an address of the host that the channel need not be bound to. Its family is that of the
     * message's target.
     */
    public DatagramBatch setLocal(int index, InetAddress local) {
        messages.setLocal(checked(index), Objects.requireNonNull(local));
        return this;
    }

    /** Sends a message with a TOS byte (traffic class of IPv6) of its own, 0 to 255; its low two bits are ECN. */
    public DatagramBatch setTos(int index, int tos) {
        if (tos < 0 || tos > 255) {
            throw new IllegalArgumentException("TOS " + tos + ", allowed are 0 to 255");
        }
        messages.setTos(checked(index), tos);
        return this;
    }

    private int checked(int index) {
        return Objects.checkIndex(index, size);
    }

    /**
     * Sends the messages from an index on. In blocking mode it waits until all are sent. In non-blocking mode it sends
     * what the channel takes now.
     *
     * <p>If a message fails, those before it have been sent and are counted; the next send of the channel throws the
     * error. Its text names the index that the message has in that call, so pass the index behind those that were
     * sent. If the first message fails, this call throws.
     *
     * @param from index of the first message to send, at most {@link #size}
     * @return how many messages were sent
     * @throws IllegalArgumentException the channel is not one of Headrace's
     * @throws java.nio.channels.NotYetConnectedException a message has no target, and the channel is not connected
     * @throws java.nio.channels.AlreadyConnectedException a message has another target than the channel
     * @throws java.net.PortUnreachableException the channel is connected to a port that nobody listens on
     * @throws java.net.SocketException the system refuses a message, for example one that is too long
     * @throws java.nio.channels.ClosedChannelException and its subclasses, as {@link DatagramChannel#send}
     */
    public int send(DatagramChannel channel, int from) throws IOException {
        Objects.checkFromToIndex(from, size, size);
        return own(channel).batchOutput().send(messages, payload, peers, from, size);
    }

    /**
     * Replaces the messages by datagrams that the channel receives. In blocking mode it waits for the first. In
     * non-blocking mode there may be none.
     *
     * @return how many messages there are now
     * @throws IllegalArgumentException the channel is not one of Headrace's
     * @throws java.net.PortUnreachableException the channel is connected to a port that nobody listens on
     * @throws java.nio.channels.ClosedChannelException and its subclasses, as {@link DatagramChannel#receive}
     */
    public int receive(DatagramChannel channel) throws IOException {
        size = 0;
        int received = own(channel).batchInput().receive(messages, payload);
        InetSocketAddress before = null;
        for (int i = 0; i < received; i++) {
            if (!messages.has(i, MessageTable.SAME_PEER)) {
                before = messages.peer(i, senders);
            }
            peers[i] = before;
        }
        size = received;
        return received;
    }

    private static UdpDatagramChannel own(DatagramChannel channel) {
        if (Objects.requireNonNull(channel) instanceof UdpDatagramChannel own) {
            return own;
        }
        throw new IllegalArgumentException("no UDP channel of Headrace: " + channel);
    }

    /** Where the bytes of a message begin in the payload. */
    public int offset(int index) {
        return messages.offset(checked(index));
    }

    /** How many bytes a message has in the payload. */
    public int length(int index) {
        return messages.length(checked(index));
    }

    /** From whom a message was received, or to whom it goes; null for where the channel is connected to. */
    public InetSocketAddress address(int index) {
        return peers[checked(index)];
    }

    /**
     * Of a received message: the address that it was sent to. With {@link HeadraceSocketOptions#IP_PKTINFO} its port is
     * 0. Null if the channel has neither that option nor {@link HeadraceSocketOptions#IP_RECVORIGDSTADDR}.
     */
    public InetSocketAddress localAddress(int index) {
        return messages.local(checked(index), locals);
    }

    /** The TOS byte of a message; -1 if it has none of its own, or the system did not tell it. */
    public int tos(int index) {
        return messages.has(checked(index), MessageTable.HAS_TOS) ? messages.tos(index) : -1;
    }

    /** The two bits of ECN (RFC 3168) in the TOS byte; -1 if there is none. */
    public int ecn(int index) {
        int tos = tos(index);
        return tos < 0 ? -1 : tos & 3;
    }

    /** When the kernel received a message, in nanoseconds since 1970; 0 without the option SO_TIMESTAMPNS. */
    public long timeNanos(int index) {
        return messages.timeNanos(checked(index));
    }

    /**
     * How many datagrams the kernel had dropped when it received a message, since the channel was opened; -1 without
     * the option SO_RXQ_OVFL, or while there are none. Counts modulo 2<sup>32</sup>.
     */
    public long dropped(int index) {
        return messages.has(checked(index), MessageTable.HAS_DROPPED)
                ? Integer.toUnsignedLong(messages.dropped(index))
                : -1;
    }

    /** Whether a received datagram was longer than its room in the payload. The rest of it is lost. */
    public boolean isTruncated(int index) {
        return messages.has(checked(index), MessageTable.TRUNCATED);
    }
}
