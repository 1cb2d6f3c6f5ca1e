// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.IoVector;
import io.headrace.os.Sockets;
import java.nio.ByteBuffer;

/** The system calls that move the bytes of a stream. */
interface StreamSystemCalls {
    /** To our own memory. */
    long read(Sockets sockets, long descriptor, ByteBuffer memory, int position, int length);

    /** To the user's, as {@link Sockets#transfer}. */
    long readDirect(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length);

    /** The same, but waits in the call; {@link Endpoint#close} gets it out. */
    long readBlocking(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length);

    /** The same, to an array; at most {@link Sockets#MOST_ON_STACK} bytes. */
    long readBlockingHeap(Sockets sockets, long descriptor, byte[] to, int offset, int length);

    /** Whether there is a {@link #readBlocking}, where the system lets it wait. */
    boolean canBlock();

    long readVector(long descriptor, IoVector vector);

    /** From our own memory. */
    long write(Sockets sockets, long descriptor, ByteBuffer memory, int position, int length);

    /** From the user's, as {@link Sockets#transfer}. */
    long writeDirect(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length);

    long writeVector(long descriptor, IoVector vector);

    /** recv(2), recvmsg(2), send(2), sendmsg(2). */
    enum OfSocket implements StreamSystemCalls {
        CALLS;

        @Override
        public long read(Sockets sockets, long descriptor, ByteBuffer memory, int position, int length) {
            return sockets.receive(descriptor, memory, position, length);
        }

        @Override
        public long readDirect(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length) {
            return sockets.transfer(Sockets.RECEIVE, descriptor, buffer, position, length, null, null);
        }

        @Override
        public long readBlocking(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length) {
            return sockets.transfer(Sockets.RECEIVE_BLOCKING, descriptor, buffer, position, length, null, null);
        }

        @Override
        public long readBlockingHeap(Sockets sockets, long descriptor, byte[] to, int offset, int length) {
            return sockets.receiveBlockingHeap(descriptor, to, offset, length);
        }

        @Override
        public boolean canBlock() {
            return true;
        }

        @Override
        public long readVector(long descriptor, IoVector vector) {
            return vector.receive(descriptor);
        }

        @Override
        public long write(Sockets sockets, long descriptor, ByteBuffer memory, int position, int length) {
            return sockets.send(descriptor, memory, position, length);
        }

        @Override
        public long writeDirect(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length) {
            return sockets.transfer(Sockets.SEND, descriptor, buffer, position, length, null, null);
        }

        @Override
        public long writeVector(long descriptor, IoVector vector) {
            return vector.send(descriptor);
        }
    }

    /** read(2), readv(2), write(2), writev(2). */
    enum OfPipe implements StreamSystemCalls {
        CALLS;

        private static final String NO_SHUTDOWN = "a pipe has no shutdown to end a read";

        @Override
        public long read(Sockets sockets, long descriptor, ByteBuffer memory, int position, int length) {
            return sockets.readPipe(descriptor, memory, position, length);
        }

        @Override
        public long readDirect(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length) {
            return sockets.transfer(Sockets.READ_PIPE, descriptor, buffer, position, length, null, null);
        }

        @Override
        public long readBlocking(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length) {
            throw new UnsupportedOperationException(NO_SHUTDOWN);
        }

        @Override
        public long readBlockingHeap(Sockets sockets, long descriptor, byte[] to, int offset, int length) {
            throw new UnsupportedOperationException(NO_SHUTDOWN);
        }

        @Override
        public boolean canBlock() {
            return false;
        }

        @Override
        public long readVector(long descriptor, IoVector vector) {
            return vector.readPipe(descriptor);
        }

        @Override
        public long write(Sockets sockets, long descriptor, ByteBuffer memory, int position, int length) {
            return sockets.writePipe(descriptor, memory, position, length);
        }

        @Override
        public long writeDirect(Sockets sockets, long descriptor, ByteBuffer buffer, int position, int length) {
            return sockets.transfer(Sockets.WRITE_PIPE, descriptor, buffer, position, length, null, null);
        }

        @Override
        public long writeVector(long descriptor, IoVector vector) {
            return vector.writePipe(descriptor);
        }
    }
}
