// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.io.FileDescriptor;
import java.lang.annotation.Native;
import java.net.DatagramPacket;
import java.nio.ByteBuffer;

/**
 * The socket seam ({@code native/include/hr_socket.h}), function for function. Every descriptor is non-blocking; only
 * {@link #await} and {@link #receiveBlocking} block. Any thread may call; the caller sees to it that a number is not closed
 * while another call uses it.
 *
 * <p>Methods that answer a number answer at least 0, or an error that {@link OsError} reads. Buffers are direct, positions
 * and lengths are the caller's to check. Addresses lie at position 0 of a buffer of {@link Addresses#SIZE} bytes.
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

    /** In the result of {@link #await}: the wake descriptor was signalled. */
    @Native
    int AWAIT_WOKEN = 1 << 8;

    /** Changes of a membership in a multicast group: {@link #membership}. */
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

    boolean hasIpv6();

    int vectorLimit();

    long open(int family, int type);

    long close(long socket);

    long bind(long socket, ByteBuffer address);

    long listen(long socket, int backlog);

    long connect(long socket, ByteBuffer address);

    /** Of a datagram socket. A local port that the system chose may be given up with it. */
    long disconnect(long socket);

    long finishConnect(long socket);

    long accept(long socket, ByteBuffer peer);

    long localAddress(long socket, ByteBuffer address);

    long remoteAddress(long socket, ByteBuffer address);

    /** 0 also where there is no connection, or no more. */
    long shutdown(long socket, int directions);

    /** Up to {@code length} bytes from {@code position} on; 0 is the end of the stream. */
    long receive(long socket, ByteBuffer buffer, int position, int length);

    /** Lets {@link #receiveBlocking} wait; unsupported where {@link #shutdown} would not end that. */
    long setBlocking(long socket, boolean blocking);

    /**
     * As {@link #receive}, of a connected stream: waits inside the system for data, the end, or a shutdown of input. Would
     * block at once with a view of a memory segment: its arena may be closed meanwhile.
     */
    long receiveBlocking(long socket, ByteBuffer buffer, int position, int length);

    long send(long socket, ByteBuffer buffer, int position, int length);

    /** The first {@code count} entries of {@code vector} (see {@link #address}), each two longs: address and length. */
    long receiveVector(long socket, ByteBuffer vector, int count);

    long sendVector(long socket, ByteBuffer vector, int count);

    long sendUrgent(long socket, byte value);

    /** One datagram, of any length: what does not fit is dropped. Writes the sender, where there is one. */
    long receiveFrom(long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer);

    /** Memory for {@link #receiveAhead}, to be read as a {@link DatagramStore}; null where the system has none, or no such call. */
    ByteBuffer openStore();

    /** Frees the memory of {@link #openStore}. */
    void closeStore(ByteBuffer store);

    /**
     * As {@link #receiveFrom}, and the datagrams that wait behind the first go to the store, over what is there. Answers the
     * bytes of the first, and from bit 32 on how many were stored.
     */
    long receiveAhead(long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer, ByteBuffer store);

    /** One datagram. */
    long sendTo(long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer);

    /**
     * @param networkInterface index; 0 of the system's choice
     * @param addresses two of {@link Addresses#SIZE} bytes: the group's, and the source's where the change names one
     */
    long membership(long socket, int change, int networkInterface, ByteBuffer addresses);

    long available(long socket);

    /** Writes the two ends into the buffer as longs, the source first. */
    long openPipe(ByteBuffer ends);

    long readPipe(long source, ByteBuffer buffer, int position, int length);

    long writePipe(long sink, ByteBuffer buffer, int position, int length);

    long readPipeVector(long source, ByteBuffer vector, int count);

    long writePipeVector(long sink, ByteBuffer vector, int count);

    /** The value of an option is written as an int at position 0. Options are numbered as in {@code hr_socket.h}. */
    long getOption(long socket, int family, int option, ByteBuffer value);

    long setOption(long socket, int family, int option, int value);

    long await(long socket, int directions, long wake, long timeoutNanos);

    long openWake();

    long signalWake(long wake);

    long drainWake(long wake);

    /** Writes the ids of the user and of the group that a Unix domain socket's peer had when it connected, as two ints. */
    long peerIds(long socket, ByteBuffer ids);

    /** In the system's encoding; null where the id has no name. */
    byte[] userName(int user);

    byte[] groupName(int group);

    /** A duplicate of a descriptor that the process was started with; an error where that is no socket. */
    long inherit(long number);

    /** {@link #STREAM} or {@link #DATAGRAM}; 0 for another type. */
    long type(long socket);

    /** Puts the null device over the descriptors 0, 1 and 2. */
    long standardStreamsToNull();

    /** The address of byte 0 of a direct buffer; the caller keeps the buffer reachable while the address is in use. */
    long address(ByteBuffer buffer);

    /** Makes a descriptor object of the JDK name a socket; -1: none. The JDK's native methods read that number. */
    void name(FileDescriptor descriptor, long socket);

    /** What the packet has room for, whatever a receive made of its length: the field {@code bufLength}, which no method tells. */
    int capacity(DatagramPacket packet);

    /** Sets the field {@code length} alone; {@link DatagramPacket#setLength} gives up the capacity as well. */
    void length(DatagramPacket packet, int length);

    /** The operating system's text for one of its error codes. */
    String errorText(int osCode);
}
