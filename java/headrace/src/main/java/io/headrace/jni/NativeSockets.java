// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import io.headrace.os.Sockets;
import java.io.FileDescriptor;
import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The native library's sockets, method for method. Immutable; any thread may use it. */
final class NativeSockets implements Sockets {

    /** Asked once: the answer costs a socket and a list of the host's addresses. */
    private final boolean ipv6 = hasIpv60() > 0;

    private final int vectorLimit = vectorLimit0();

    @Override
    public boolean hasIpv6() {
        return ipv6;
    }

    @Override
    public int vectorLimit() {
        return vectorLimit;
    }

    @Override
    public long open(int family, int type) {
        return open0(family, type);
    }

    @Override
    public long close(long socket) {
        return close0(socket);
    }

    @Override
    public long bind(long socket, ByteBuffer address) {
        return bind0(socket, address);
    }

    @Override
    public long listen(long socket, int backlog) {
        return listen0(socket, backlog);
    }

    @Override
    public long connect(long socket, ByteBuffer address) {
        return connect0(socket, address);
    }

    @Override
    public long disconnect(long socket) {
        return disconnect0(socket);
    }

    @Override
    public long finishConnect(long socket) {
        return finishConnect0(socket);
    }

    @Override
    public long accept(long socket, ByteBuffer peer) {
        return accept0(socket, peer);
    }

    @Override
    public long localAddress(long socket, ByteBuffer address) {
        return localAddress0(socket, address);
    }

    @Override
    public long remoteAddress(long socket, ByteBuffer address) {
        return remoteAddress0(socket, address);
    }

    @Override
    public long shutdown(long socket, int directions) {
        return shutdown0(socket, directions);
    }

    @Override
    public long receive(long socket, ByteBuffer buffer, int position, int length) {
        return receive0(socket, buffer, position, length);
    }

    @Override
    public long setBlocking(long socket, boolean blocking) {
        return setBlocking0(socket, blocking);
    }

    @Override
    public long receiveBlocking(long socket, ByteBuffer buffer, int position, int length) {
        return receiveBlocking0(socket, buffer, position, length);
    }

    @Override
    public long send(long socket, ByteBuffer buffer, int position, int length) {
        return send0(socket, buffer, position, length);
    }

    @Override
    public long receiveVector(long socket, ByteBuffer vector, int count) {
        return receiveVector0(socket, vector, count);
    }

    @Override
    public long sendVector(long socket, ByteBuffer vector, int count) {
        return sendVector0(socket, vector, count);
    }

    @Override
    public long sendUrgent(long socket, byte value) {
        return sendUrgent0(socket, value);
    }

    @Override
    public long receiveFrom(long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer) {
        return receiveFrom0(socket, buffer, position, length, peer);
    }

    @Override
    public ByteBuffer openStore() {
        return openStore0();
    }

    @Override
    public void closeStore(ByteBuffer store) {
        closeStore0(store);
    }

    @Override
    public long receiveAhead(
            long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer, ByteBuffer store) {
        return receiveAhead0(socket, buffer, position, length, peer, store);
    }

    @Override
    public long sendTo(long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer) {
        return sendTo0(socket, buffer, position, length, peer);
    }

    @Override
    public long membership(long socket, int change, int networkInterface, ByteBuffer addresses) {
        return membership0(socket, change, networkInterface, addresses);
    }

    @Override
    public long available(long socket) {
        return available0(socket);
    }

    @Override
    public long openPipe(ByteBuffer ends) {
        return openPipe0(ends);
    }

    @Override
    public long readPipe(long source, ByteBuffer buffer, int position, int length) {
        return readPipe0(source, buffer, position, length);
    }

    @Override
    public long writePipe(long sink, ByteBuffer buffer, int position, int length) {
        return writePipe0(sink, buffer, position, length);
    }

    @Override
    public long readPipeVector(long source, ByteBuffer vector, int count) {
        return readPipeVector0(source, vector, count);
    }

    @Override
    public long writePipeVector(long sink, ByteBuffer vector, int count) {
        return writePipeVector0(sink, vector, count);
    }

    @Override
    public long getOption(long socket, int family, int option, ByteBuffer value) {
        return getOption0(socket, family, option, value);
    }

    @Override
    public long setOption(long socket, int family, int option, int value) {
        return setOption0(socket, family, option, value);
    }

    @Override
    public long await(long socket, int directions, long wake, long timeoutNanos) {
        return await0(socket, directions, wake, timeoutNanos);
    }

    @Override
    public long openWake() {
        return openWake0();
    }

    @Override
    public long signalWake(long wake) {
        return signalWake0(wake);
    }

    @Override
    public long drainWake(long wake) {
        return drainWake0(wake);
    }

    @Override
    public long peerIds(long socket, ByteBuffer ids) {
        return peerIds0(socket, ids);
    }

    @Override
    public byte[] userName(int user) {
        return userName0(user);
    }

    @Override
    public byte[] groupName(int group) {
        return groupName0(group);
    }

    @Override
    public long inherit(long number) {
        return inherit0(number);
    }

    @Override
    public long type(long socket) {
        return type0(socket);
    }

    @Override
    public long standardStreamsToNull() {
        return standardStreamsToNull0();
    }

    @Override
    public long address(ByteBuffer buffer) {
        return address0(buffer);
    }

    @Override
    public void name(FileDescriptor descriptor, long socket) {
        name0(descriptor, socket);
    }

    @Override
    public int capacity(DatagramPacket packet) {
        return capacity0(packet);
    }

    @Override
    public void length(DatagramPacket packet, int length) {
        length0(packet, length);
    }

    @Override
    public String errorText(int osCode) {
        return new String(errorText0(osCode), StandardCharsets.UTF_8);
    }

    private static native long hasIpv60();

    private static native int vectorLimit0();

    private static native long open0(int family, int type);

    private static native long close0(long socket);

    private static native long bind0(long socket, ByteBuffer address);

    private static native long listen0(long socket, int backlog);

    private static native long connect0(long socket, ByteBuffer address);

    private static native long disconnect0(long socket);

    private static native long finishConnect0(long socket);

    private static native long accept0(long socket, ByteBuffer peer);

    private static native long localAddress0(long socket, ByteBuffer address);

    private static native long remoteAddress0(long socket, ByteBuffer address);

    private static native long shutdown0(long socket, int directions);

    private static native long receive0(long socket, ByteBuffer buffer, int position, int length);

    private static native long setBlocking0(long socket, boolean blocking);

    private static native long receiveBlocking0(long socket, ByteBuffer buffer, int position, int length);

    private static native long send0(long socket, ByteBuffer buffer, int position, int length);

    private static native long receiveVector0(long socket, ByteBuffer vector, int count);

    private static native long sendVector0(long socket, ByteBuffer vector, int count);

    private static native long sendUrgent0(long socket, byte value);

    private static native long receiveFrom0(long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer);

    private static native ByteBuffer openStore0();

    private static native void closeStore0(ByteBuffer store);

    private static native long receiveAhead0(
            long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer, ByteBuffer store);

    private static native long sendTo0(long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer);

    private static native long membership0(long socket, int change, int networkInterface, ByteBuffer addresses);

    private static native long available0(long socket);

    private static native long openPipe0(ByteBuffer ends);

    private static native long readPipe0(long source, ByteBuffer buffer, int position, int length);

    private static native long writePipe0(long sink, ByteBuffer buffer, int position, int length);

    private static native long readPipeVector0(long source, ByteBuffer vector, int count);

    private static native long writePipeVector0(long sink, ByteBuffer vector, int count);

    private static native long getOption0(long socket, int family, int option, ByteBuffer value);

    private static native long setOption0(long socket, int family, int option, int value);

    private static native long await0(long socket, int directions, long wake, long timeoutNanos);

    private static native long openWake0();

    private static native long signalWake0(long wake);

    private static native long drainWake0(long wake);

    private static native long peerIds0(long socket, ByteBuffer ids);

    private static native byte[] userName0(int user);

    private static native byte[] groupName0(int group);

    private static native long inherit0(long number);

    private static native long type0(long socket);

    private static native long standardStreamsToNull0();

    private static native long address0(ByteBuffer buffer);

    private static native void name0(FileDescriptor descriptor, long socket);

    private static native int capacity0(DatagramPacket packet);

    private static native void length0(DatagramPacket packet, int length);

    private static native byte[] errorText0(int osCode);
}
