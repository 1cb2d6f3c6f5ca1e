// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.io.FileDescriptor;
import java.lang.annotation.Native;
import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The socket seam: each method is a function of {@code native/include/hr_socket.h}, which has the full contract.
 *
 * <p>Descriptors are non-blocking. Only {@link #await}, {@link #receiveBlockingHeap} and
 * {@link #RECEIVE_BLOCKING} block. Any thread may call. The caller makes sure that a descriptor is not closed while
 * another call uses it.
 *
 * <p>A method that returns a long returns at least 0, or an error for {@link OsError}. Buffers are direct. The caller
 * has checked positions and lengths. Addresses lie at position 0 of a buffer of {@link Addresses#SIZE} bytes. Only
 * {@link #transfer}, {@link #address} and {@link #hold} take a buffer that may be a view of a memory segment.
 */
public interface Sockets {

    @Native
    int INET4 = 1;

    @Native
    int INET6 = 2;

    @Native
    int UNIX = 3;

    @Native
    int STREAM = 1;

    @Native
    int DATAGRAM = 2;

    /** Of {@link #descriptorKind}: nothing of what follows. */
    @Native
    int KIND_OTHER = 0;

    @Native
    int KIND_SOCKET = 1;

    @Native
    int KIND_PIPE = 2;

    @Native
    int KIND_FILE = 3;

    /** What is written goes to the end of the file. */
    @Native
    int KIND_APPEND = 1 << 2;

    @Native
    int ACCESS_SHIFT = 8;

    /** Bit in the result of {@link #await}: the wake was signalled. */
    @Native
    int AWAIT_WOKEN = 1 << 8;

    /** Changes of the membership in a multicast group, for {@link #membership}. */
    @Native
    int JOIN = 1;

    @Native
    int LEAVE = 2;

    @Native
    int JOIN_SOURCE = 3;

    @Native
    int LEAVE_SOURCE = 4;

    @Native
    int BLOCK_SOURCE = 5;

    @Native
    int UNBLOCK_SOURCE = 6;

    /** The most bytes that {@link #receiveBlockingHeap} receives. */
    @Native
    int MOST_ON_STACK = 64 * 1024;

    /** The calls of {@link #transfer} and {@link SegmentHold#transfer}. This one does nothing. */
    @Native
    int NOTHING = 0;

    /** {@link #receive}. */
    @Native
    int RECEIVE = 1;

    /**
     * {@link #receive} for a connected stream that waits in the system for data, the end, or a shutdown of input.
     * {@link #setBlocking} comes first. Before JDK 22 it returns {@link OsError#WOULD_BLOCK} at once for a segment,
     * whose arena may be closed during the wait.
     */
    @Native
    int RECEIVE_BLOCKING = 2;

    /** Receives one datagram. Bytes that do not fit are dropped. Writes the sender, if there is one. */
    @Native
    int RECEIVE_FROM = 3;

    /**
     * {@link #RECEIVE_FROM}, and writes the datagrams behind the first to the store, over its content. Returns the
     * length of the first, and from bit 32 on the number of stored ones.
     */
    @Native
    int RECEIVE_AHEAD = 4;

    /** {@link #send}. */
    @Native
    int SEND = 5;

    /** Sends one datagram to the peer. */
    @Native
    int SEND_TO = 6;

    @Native
    int READ_PIPE = 7;

    @Native
    int WRITE_PIPE = 8;

    /** {@link #receiveVector}, and so on. */
    @Native
    int RECEIVE_VECTOR = 9;

    @Native
    int SEND_VECTOR = 10;

    @Native
    int READ_PIPE_VECTOR = 11;

    @Native
    int WRITE_PIPE_VECTOR = 12;

    /** Always the same object. */
    Memory memory();

    /** Whether the platform has a feature. {@link FeatureNumber} numbers them. */
    boolean supports(int feature);

    boolean hasIpv6();

    /** How many buffers one vector call may have (IOV_MAX). */
    int vectorLimit();

    long open(int family, int type);

    long close(long socket);

    long bind(long socket, ByteBuffer address);

    /** Before bind: a port whose last connections linger is free to the listener. */
    long prepareListener(long socket);

    long listen(long socket, int backlog);

    long connect(long socket, ByteBuffer address);

    /** Disconnects a datagram socket. The socket may lose a local port that the system chose. */
    long disconnect(long socket);

    long finishConnect(long socket);

    long accept(long socket, ByteBuffer peer);

    long localAddress(long socket, ByteBuffer address);

    long remoteAddress(long socket, ByteBuffer address);

    /** Returns 0 too if there is no connection, or no longer one. */
    long shutdown(long socket, int directions);

    /** Receives up to {@code length} bytes to {@code position}. Returns 0 at the end of the stream. */
    long receive(long socket, ByteBuffer buffer, int position, int length);

    /**
     * Moves bytes of a buffer of the user's. If that is a view of a memory segment, the arena of the segment stays open
     * for the call: closing it throws.
     *
     * @param call {@link #RECEIVE} and the like, but none of a vector
     * @param peer null for calls without an address
     * @param store null for all but {@link #RECEIVE_AHEAD}
     * @return as the call, or {@link OsError#SEGMENT} if the caller has to copy
     * @throws IllegalStateException the arena is closed
     */
    long transfer(
            int call, long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer, ByteBuffer store);

    /** For several views of segments at once; null if this JVM has no way to hold them. */
    SegmentHold hold();

    /** Lets reads wait. Unsupported on systems where {@link #shutdown} would not end the wait. */
    long setBlocking(long socket, boolean blocking);

    /** As {@link #RECEIVE_BLOCKING}, to an array: while it waits it holds nothing but the thread's stack. */
    long receiveBlockingHeap(long socket, byte[] to, int offset, int length);

    long send(long socket, ByteBuffer buffer, int position, int length);

    /**
     * Receives into several buffers.
     *
     * @param vector entries of two longs each: address (see {@link #address}) and length
     * @param count how many entries to use
     */
    long receiveVector(long socket, ByteBuffer vector, int count);

    long sendVector(long socket, ByteBuffer vector, int count);

    long sendUrgent(long socket, byte value);

    /**
     * Memory for {@link #RECEIVE_AHEAD}, to be read by {@link DatagramStore}. Null if the system has none, or no such
     * call.
     */
    ByteBuffer openStore();

    /** Frees the memory of {@link #openStore}. */
    void closeStore(ByteBuffer store);

    /** Bytes that a {@link MessageTable} of so many messages takes. */
    long batchSize(int capacity);

    /**
     * Sends messages of a {@link MessageTable}.
     *
     * @return how many were sent; {@link MessageTable#error} says why it is not all of them
     */
    long batchSend(long socket, ByteBuffer batch, int from, int to, ByteBuffer payload);

    /** Receives into a {@link MessageTable}. Returns how many messages came. */
    long batchReceive(long socket, ByteBuffer batch, ByteBuffer payload, int length);

    /** From now on the system may join datagrams: receive them by {@link #batchReceiveJoined} only. */
    long batchJoin(long socket);

    /** As {@link #batchReceive}; parts datagrams that the system joined. */
    long batchReceiveJoined(long socket, ByteBuffer batch, ByteBuffer payload, int length);

    /**
     * Changes the membership in a multicast group.
     *
     * @param change {@link #JOIN} and the like
     * @param networkInterface index; 0 lets the system choose
     * @param addresses two of {@link Addresses#SIZE} bytes each: the group, and the source if the change has one
     */
    long membership(long socket, int change, int networkInterface, ByteBuffer addresses);

    long available(long socket);

    /** Writes the two ends into the buffer as longs, the source first. */
    long openPipe(ByteBuffer ends);

    long readPipe(long source, ByteBuffer buffer, int position, int length);

    long writePipe(long sink, ByteBuffer buffer, int position, int length);

    long readPipeVector(long source, ByteBuffer vector, int count);

    long writePipeVector(long sink, ByteBuffer vector, int count);

    /** Writes the value of an option as an int at position 0. {@link OptionNumber} numbers the options. */
    long getOption(long socket, int family, int option, ByteBuffer value);

    long setOption(long socket, int family, int option, int value);

    /** Writes the value of an option that is no number. Returns its length, which is cut to the capacity. */
    long getOptionBytes(long socket, int family, int option, ByteBuffer value, int capacity);

    long setOptionBytes(long socket, int family, int option, ByteBuffer value, int length);

    /** An option by the system's own numbers. Returns the length of its value. */
    long getRawOption(long socket, int level, int name, ByteBuffer value, int capacity);

    long setRawOption(long socket, int level, int name, ByteBuffer value, int length);

    /** Why nobody may use an option by its numbers; null if one may. */
    String rawOptionRefusal(int level, int name);

    /** Writes {@link TcpField#COUNT} longs by the numbers of {@link TcpField}; -1 is what the system does not tell. */
    long tcpInfo(long socket, ByteBuffer fields);

    /** The descriptor of a file channel of the JDK; -1 if it has none. The caller keeps the channel open. */
    long fileNumber(FileChannel file);

    /** Sends bytes of a file to a socket or pipe. Returns 0 at the end of the file. */
    long sendFile(long target, long file, long position, long count);

    /** Moves bytes between descriptors of which one is a pipe. Returns 0 at the end of the source. */
    long splice(long source, long target, long count);

    /** Lets a pipe hold at least so many bytes. Returns how many. */
    long resizePipe(long end, int bytes);

    /**
     * Blocks until the socket is ready or the wake is signalled.
     *
     * @param directions {@link Poller#READ}, {@link Poller#WRITE} or both
     * @param wake of {@link #openWake}, used by one thread at a time; 0 for none
     * @param timeoutNanos nanoseconds; a negative number waits without limit
     * @return the directions that are ready, with the bit {@link #AWAIT_WOKEN}; 0 after the timeout
     */
    long await(long socket, int directions, long wake, long timeoutNanos);

    /** What ends an {@link #await} that has begun or will begin. */
    long openWake();

    long signalWake(long wake);

    /** Nobody uses the wake any more. */
    void closeWake(long wake);

    /**
     * Sends bytes of our own memory over a Unix domain stream, and descriptors with the first of them: a
     * {@link DescriptorList}.
     */
    long sendDescriptors(long socket, ByteBuffer memory, int position, int length, ByteBuffer descriptors);

    /** Receives bytes to our own memory, and the descriptors that came with them. They are close-on-exec. */
    long receiveDescriptors(long socket, ByteBuffer memory, int position, int length, ByteBuffer descriptors);

    /**
     * What a descriptor is: {@link #KIND_SOCKET} and the like, and {@link Poller#READ}, {@link Poller#WRITE} and
     * {@link #KIND_APPEND} shifted by {@link #ACCESS_SHIFT}.
     */
    long descriptorKind(long number);

    /** Another number for the same. */
    long duplicate(long number);

    /** Puts a descriptor in the place of another one, which is closed by that. The first number is free then. */
    long replace(long number, long with);

    /** 1 if a stream socket listens, else 0. */
    long listens(long socket);

    /** Writes a {@link Peer} of a Unix domain socket. */
    long peer(long socket, ByteBuffer peer);

    /**
     * Starts a process whose descriptor 0 is the input; 1 and 2 are those of this process, and no other is open.
     *
     * @param arguments texts in the system's encoding, each with a zero byte behind it
     * @return its number
     */
    long startProcess(long input, ByteBuffer arguments, int count);

    /** Once, of a process that has ended: its exit status. {@link OsError#WOULD_BLOCK} if it runs. */
    long endProcess(long process);

    /** The name in the system's encoding; null if the id has none. */
    byte[] userName(int user);

    byte[] groupName(int group);

    /** A duplicate of a descriptor that the process was started with; an error if that is not a socket. */
    long inherit(long number);

    /** Takes over a socket or the end of a pipe that another program made, under its own number. */
    long adopt(long number);

    /** {@link #STREAM} or {@link #DATAGRAM}; 0 for another type. */
    long type(long socket);

    /** Puts the null device over the descriptors 0, 1 and 2. */
    long standardStreamsToNull();

    /**
     * The address of byte 0 of a direct buffer, negated if it is a view of a memory segment that must be held (from JDK
     * 22 on). The caller keeps the buffer reachable while it uses the address.
     */
    long address(ByteBuffer buffer);

    /** Sets the number in a descriptor object of the JDK, which the JDK's native methods read; -1 for none. */
    void name(FileDescriptor descriptor, long socket);

    /** The packet's room, whatever length a receive has set: the field {@code bufLength}, which no method returns. */
    int capacity(DatagramPacket packet);

    /** Sets only the field {@code length}. {@link DatagramPacket#setLength} would change the capacity too. */
    void length(DatagramPacket packet, int length);

    /** The operating system's text for one of its error codes. */
    String errorText(int osCode);
}
