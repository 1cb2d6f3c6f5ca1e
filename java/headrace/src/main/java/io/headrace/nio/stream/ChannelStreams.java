// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.headrace.nio.jfr.Recordings;
import io.headrace.nio.jfr.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.util.Objects;
import java.util.function.LongSupplier;

/** The streams of a channel's {@link java.net.Socket}. They need blocking mode; one may read while another writes. */
final class ChannelStreams {
    private ChannelStreams() {}

    private static void ensureBlocking(StreamSocketChannel channel) {
        if (!channel.isBlocking()) {
            throw new IllegalBlockingModeException();
        }
    }

    static final class Input extends InputStream {
        private final StreamSocketChannel channel;
        private final LongSupplier timeoutNanos;

        Input(StreamSocketChannel channel, LongSupplier timeoutNanos) {
            this.channel = channel;
            this.timeoutNanos = timeoutNanos;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) > 0 ? one[0] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return Recordings.ofStreamReads() ? record(bytes, offset, length) : receive(bytes, offset, length);
        }

        private int receive(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            ensureBlocking(channel);
            return channel.input().read(ByteBuffer.wrap(bytes, offset, length), timeoutNanos.getAsLong());
        }

        private int record(byte[] bytes, int offset, int length) throws IOException {
            long timeout = NANOSECONDS.toMillis(timeoutNanos.getAsLong());
            Transfer transfer = Recordings.read();
            int n = receive(bytes, offset, length);
            transfer.ended(n, channel.remoteAddress(), timeout);
            return n;
        }

        @Override
        public int available() throws IOException {
            return channel.input().available();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    static final class Output extends OutputStream {
        private final StreamSocketChannel channel;

        Output(StreamSocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (Recordings.ofStreamWrites()) {
                Transfer transfer = Recordings.write();
                send(bytes, offset, length);
                transfer.ended(length, channel.remoteAddress(), 0);
            } else {
                send(bytes, offset, length);
            }
        }

        private void send(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
            while (rest.hasRemaining()) {
                ensureBlocking(channel);
                channel.output().write(rest);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
