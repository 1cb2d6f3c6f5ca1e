// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;

/**
 * A pipe of the operating system.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/pipe.7.html">pipe(7)</a>
 */
public final class NativePipe extends Pipe {
    private final PipeSource source;
    private final PipeSink sink;

    private NativePipe(PipeSource source, PipeSink sink) {
        this.source = source;
        this.sink = sink;
    }

    public static Pipe open(SelectorProvider provider, Transport transport) throws IOException {
        Sockets sockets = transport.sockets();
        ByteBuffer ends = ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());
        long result = sockets.openPipe(ends);
        if (result < 0) {
            throw new IOException(OsError.text(sockets, result));
        }
        return new NativePipe(
                new PipeSource(provider, sockets, ends.getLong(0)),
                new PipeSink(provider, sockets, ends.getLong(Long.BYTES)));
    }

    @Override
    public SourceChannel source() {
        return source;
    }

    @Override
    public SinkChannel sink() {
        return sink;
    }
}
