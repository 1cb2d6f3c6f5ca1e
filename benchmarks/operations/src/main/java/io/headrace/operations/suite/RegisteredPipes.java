// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Pipes, the readable ends registered with one selector: two descriptors each. Sends single bytes, and counts them. */
final class RegisteredPipes implements Closeable {
    private final Selector selector;
    private final boolean edge;
    private final Pipe[] pipes;
    private final ByteBuffer out = ByteBuffer.allocateDirect(1);
    private final ByteBuffer in = ByteBuffer.allocateDirect(64);
    private int next;
    private long written;
    private long read;

    private RegisteredPipes(Selector selector, int count) {
        this.selector = selector;
        this.edge = Selectors.isEdge(selector);
        this.pipes = new Pipe[count];
    }

    static RegisteredPipes open(int count) throws IOException {
        RegisteredPipes all = new RegisteredPipes(Selectors.open(), count);
        try {
            for (int i = 0; i < count; i++) {
                all.pipes[i] = Pipe.open();
                all.pipes[i].source().configureBlocking(false);
                all.pipes[i].source().register(all.selector, SelectionKey.OP_READ);
            }
            all.selector.selectNow();
        } catch (IOException e) {
            all.close();
            throw new IOException(
                    count + " pipes take " + 2 * count + " descriptors (ulimit -n): " + e.getMessage(), e);
        }
        return all;
    }

    Selector selector() {
        return selector;
    }

    /** Makes so many of them readable, each time the next ones. */
    void fill(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            out.clear();
            written += pipes[next].sink().write(out);
            next = next + 1 == pipes.length ? 0 : next + 1;
        }
    }

    /** Reads what is in one of them: a byte, which a short read shows to be all; edge triggering asks for a read that would block. */
    void drain(SelectionKey key) {
        Pipe.SourceChannel source = (Pipe.SourceChannel) key.channel();
        try {
            int count;
            do {
                in.clear();
                count = source.read(in);
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
        for (Pipe pipe : pipes) {
            if (pipe != null) {
                pipe.source().close();
                pipe.sink().close();
            }
        }
    }
}
