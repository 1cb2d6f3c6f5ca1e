// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.WritableByteChannel;

/** Channels registered to be read, each with another end: two descriptors. Sends single bytes, and counts them. */
final class RegisteredChannels implements Closeable {
    /** Two ends of something, the readable one non-blocking. */
    record Ends(WritableByteChannel writer, SelectableChannel reader) implements Closeable {
        @Override
        public void close() throws IOException {
            writer.close();
            reader.close();
        }
    }

    interface Opener extends Closeable {
        Ends open() throws IOException;

        @Override
        default void close() throws IOException {}
    }

    private final Selector selector;
    private final boolean edge;
    private final Ends[] all;
    private final ByteBuffer out = ByteBuffer.allocateDirect(1);
    private final ByteBuffer in = ByteBuffer.allocateDirect(64);
    private int next;
    private long written;
    private long read;

    private RegisteredChannels(Selector selector, int count) {
        this.selector = selector;
        this.edge = Selectors.isEdge(selector);
        this.all = new Ends[count];
    }

    static RegisteredChannels open(int count, Opener opener) throws IOException {
        RegisteredChannels channels = new RegisteredChannels(Selectors.open(), count);
        try (opener) {
            for (int i = 0; i < count; i++) {
                channels.all[i] = opener.open();
                channels.all[i].reader.register(channels.selector, SelectionKey.OP_READ);
            }
            channels.selector.selectNow();
        } catch (IOException e) {
            channels.close();
            String limit = count + " channels take " + 2 * count + " descriptors (ulimit -n): ";
            throw new IOException(limit + e.getMessage(), e);
        }
        return channels;
    }

    Selector selector() {
        return selector;
    }

    /** Makes so many of them readable, each time the next ones. */
    void fill(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            out.clear();
            written += all[next].writer.write(out);
            next = next + 1 == all.length ? 0 : next + 1;
        }
    }

    /**
     * Reads the byte that is in one of them. A short read shows that it is all; edge triggering asks for one that would
     * block.
     */
    void drain(SelectionKey key) {
        ReadableByteChannel reader = (ReadableByteChannel) key.channel();
        try {
            int count;
            do {
                in.clear();
                count = reader.read(in);
                read += count;
            } while (edge && count > 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void checkDrained() {
        Selectors.check("bytes read", written, read);
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (Ends ends : all) {
            if (ends != null) {
                ends.close();
            }
        }
    }
}
