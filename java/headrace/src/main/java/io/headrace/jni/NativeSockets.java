// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import io.headrace.os.Memory;
import io.headrace.os.OsError;
import io.headrace.os.SegmentHold;
import io.headrace.os.Sockets;
import java.io.FileDescriptor;
import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * The native library's sockets: each native method implements the method of {@link Sockets} directly. Immutable; any
 * thread may use it.
 */
final class NativeSockets implements Sockets {

    static {
        if (SegmentHold.IS_POSSIBLE) {
            refuseSegments();
        }
    }

    /** Asked once, because it costs a socket and a list of the host's addresses. */
    private final boolean ipv6 = hasIpv60() > 0;

    private final int vectorLimit = vectorLimit0();

    private final Memory memory = new Memory(new NativeMemory());

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public native boolean supports(int feature);

    @Override
    public boolean hasIpv6() {
        return ipv6;
    }

    @Override
    public int vectorLimit() {
        return vectorLimit;
    }

    @Override
    public native long open(int family, int type);

    @Override
    public native long close(long socket);

    @Override
    public native long bind(long socket, ByteBuffer address);

    @Override
    public native long prepareListener(long socket);

    @Override
    public native long listen(long socket, int backlog);

    @Override
    public native long connect(long socket, ByteBuffer address);

    @Override
    public native long disconnect(long socket);

    @Override
    public native long finishConnect(long socket);

    @Override
    public native long accept(long socket, ByteBuffer peer);

    @Override
    public native long localAddress(long socket, ByteBuffer address);

    @Override
    public native long remoteAddress(long socket, ByteBuffer address);

    @Override
    public native long shutdown(long socket, int directions);

    @Override
    public native long receive(long socket, ByteBuffer buffer, int position, int length);

    @Override
    public long transfer(
            int call, long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer, ByteBuffer store) {
        long result = transfer0(call, socket, buffer, position, length, peer, store);
        return result < 0 && OsError.isOfSegment(result) && HeldCalls.refusal() == null
                ? HeldCalls.transfer(call, socket, buffer.slice(position, length), address(peer, 0), address(store, 0))
                : result;
    }

    private long address(ByteBuffer buffer, long otherwise) {
        return buffer == null ? otherwise : address(buffer);
    }

    @Override
    public SegmentHold hold() {
        return HeldCalls.refusal() == null ? new HeldBuffers(this) : null;
    }

    @Override
    public native long setBlocking(long socket, boolean blocking);

    @Override
    public native long receiveBlockingHeap(long socket, byte[] to, int offset, int length);

    @Override
    public native long send(long socket, ByteBuffer buffer, int position, int length);

    @Override
    public native long receiveVector(long socket, ByteBuffer vector, int count);

    @Override
    public native long sendVector(long socket, ByteBuffer vector, int count);

    @Override
    public native long sendUrgent(long socket, byte value);

    @Override
    public native ByteBuffer openStore();

    @Override
    public native void closeStore(ByteBuffer store);

    @Override
    public native long batchSize(int capacity);

    @Override
    public native long batchSend(long socket, ByteBuffer batch, int from, int to, ByteBuffer payload);

    @Override
    public native long batchReceive(long socket, ByteBuffer batch, ByteBuffer payload, int length);

    @Override
    public native long batchJoin(long socket);

    @Override
    public native long batchReceiveJoined(long socket, ByteBuffer batch, ByteBuffer payload, int length);

    @Override
    public native long membership(long socket, int change, int networkInterface, ByteBuffer addresses);

    @Override
    public native long available(long socket);

    @Override
    public native long openPipe(ByteBuffer ends);

    @Override
    public native long readPipe(long source, ByteBuffer buffer, int position, int length);

    @Override
    public native long writePipe(long sink, ByteBuffer buffer, int position, int length);

    @Override
    public native long readPipeVector(long source, ByteBuffer vector, int count);

    @Override
    public native long writePipeVector(long sink, ByteBuffer vector, int count);

    @Override
    public native long getOption(long socket, int family, int option, ByteBuffer value);

    @Override
    public native long setOption(long socket, int family, int option, int value);

    @Override
    public native long getOptionBytes(long socket, int family, int option, ByteBuffer value, int capacity);

    @Override
    public native long setOptionBytes(long socket, int family, int option, ByteBuffer value, int length);

    @Override
    public native long getRawOption(long socket, int level, int name, ByteBuffer value, int capacity);

    @Override
    public native long setRawOption(long socket, int level, int name, ByteBuffer value, int length);

    @Override
    public String rawOptionRefusal(int level, int name) {
        byte[] reason = rawOptionRefusal0(level, name);
        return reason == null ? null : new String(reason, StandardCharsets.UTF_8);
    }

    @Override
    public native long tcpInfo(long socket, ByteBuffer fields);

    @Override
    public native long fileNumber(FileChannel file);

    @Override
    public native long sendFile(long target, long file, long position, long count);

    @Override
    public native long splice(long source, long target, long count);

    @Override
    public native long resizePipe(long end, int bytes);

    @Override
    public native long await(long socket, int directions, long wake, long timeoutNanos);

    @Override
    public native long openWake();

    @Override
    public native long signalWake(long wake);

    @Override
    public native void closeWake(long wake);

    @Override
    public native long sendDescriptors(
            long socket, ByteBuffer memory, int position, int length, ByteBuffer descriptors);

    @Override
    public native long receiveDescriptors(
            long socket, ByteBuffer memory, int position, int length, ByteBuffer descriptors);

    @Override
    public native long descriptorKind(long number);

    @Override
    public native long duplicate(long number);

    @Override
    public native long replace(long number, long with);

    @Override
    public native long listens(long socket);

    @Override
    public native long peer(long socket, ByteBuffer peer);

    @Override
    public native long startProcess(long input, ByteBuffer arguments, int count);

    @Override
    public native long endProcess(long process);

    @Override
    public native byte[] userName(int user);

    @Override
    public native byte[] groupName(int group);

    @Override
    public native long inherit(long number);

    @Override
    public native long adopt(long number);

    @Override
    public native long type(long socket);

    @Override
    public native long standardStreamsToNull();

    @Override
    public native long address(ByteBuffer buffer);

    @Override
    public native void name(FileDescriptor descriptor, long socket);

    @Override
    public native int capacity(DatagramPacket packet);

    @Override
    public native void length(DatagramPacket packet, int length);

    @Override
    public String errorText(int osCode) {
        return new String(errorText0(osCode), StandardCharsets.UTF_8);
    }

    private native long transfer0(
            int call, long socket, ByteBuffer buffer, int position, int length, ByteBuffer peer, ByteBuffer store);

    /** From now on a transfer refuses a view of a memory segment. */
    private static native void refuseSegments();

    private static native long hasIpv60();

    private static native int vectorLimit0();

    private static native byte[] rawOptionRefusal0(int level, int name);

    private static native byte[] errorText0(int osCode);
}
