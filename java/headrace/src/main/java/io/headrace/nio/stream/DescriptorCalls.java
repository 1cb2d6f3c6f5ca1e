// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.IoVector;
import io.headrace.os.Borrowed;
import io.headrace.os.DescriptorList;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.nio.ByteBuffer;

/**
 * The system calls of one message that descriptors go with. The bytes go by way of our own memory. Used by one thread.
 */
final class DescriptorCalls implements StreamSystemCalls {
    private static final long[] NONE = {};
    private static final String NO_VECTOR = "a message with channels has one buffer";
    private static final String NO_WAIT = "descriptors are received without waiting inside the system";

    /** What goes with the next bytes, or has come with the last ones. */
    private long[] descriptors;

    private boolean truncated;

    private DescriptorCalls(long[] descriptors) {
        this.descriptors = descriptors;
    }

    static DescriptorCalls sending(long[] descriptors) {
        return new DescriptorCalls(descriptors);
    }

    static DescriptorCalls receiving() {
        return new DescriptorCalls(NONE);
    }

    /** What was received, or was not sent. */
    long[] descriptors() {
        return descriptors;
    }

    boolean isTruncated() {
        return truncated;
    }

    @Override
    public long read(Sockets sockets, long descriptor, ByteBuffer memory, int position, int length) {
        try (Borrowed list = sockets.memory().borrow(DescriptorList.SIZE)) {
            long result = sockets.receiveDescriptors(descriptor, memory, position, length, list.bytes());
            if (result >= 0) {
                descriptors = DescriptorList.read(list.bytes());
                truncated = DescriptorList.isTruncated(list.bytes());
            }
            return result;
        }
    }

    /** They go with the first bytes that the system takes. */
    @Override
    public long write(Sockets sockets, long descriptor, ByteBuffer memory, int position, int length) {
        try (Borrowed list = sockets.memory().borrow(DescriptorList.SIZE)) {
            DescriptorList.write(list.bytes(), descriptors);
            long result = sockets.sendDescriptors(descriptor, memory, position, length, list.bytes());
            if (result > 0) {
                descriptors = NONE;
            }
            return result;
        }
    }

    @Override
    public long readDirect(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length) {
        return -OsError.SEGMENT;
    }

    @Override
    public long writeDirect(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length) {
        return -OsError.SEGMENT;
    }

    @Override
    public boolean canBlock() {
        return false;
    }

    @Override
    public long readBlocking(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length) {
        throw new UnsupportedOperationException(NO_WAIT);
    }

    @Override
    public long readBlockingHeap(Sockets sockets, long descriptor, byte[] to, int offset, int length) {
        throw new UnsupportedOperationException(NO_WAIT);
    }

    @Override
    public long readVector(long descriptor, IoVector vector) {
        throw new UnsupportedOperationException(NO_VECTOR);
    }

    @Override
    public long writeVector(long descriptor, IoVector vector) {
        throw new UnsupportedOperationException(NO_VECTOR);
    }
}
