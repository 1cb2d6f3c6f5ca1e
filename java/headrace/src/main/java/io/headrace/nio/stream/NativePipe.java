// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.EndpointChannel;
import io.headrace.os.Borrowed;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
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
        try (Borrowed ends = sockets.memory().borrow(2 * Long.BYTES)) {
            long result = sockets.openPipe(ends.bytes());
            if (result < 0) {
                throw new IOException(OsError.text(sockets, result));
            }
            return new NativePipe(
                    new PipeSource(provider, sockets, ends.bytes().getLong(0)),
                    new PipeSink(provider, sockets, ends.bytes().getLong(Long.BYTES)));
        }
    }

    /** One end, of a pipe that another program has made. */
    public static EndpointChannel end(SelectorProvider provider, Sockets sockets, long descriptor, boolean source) {
        return source ? new PipeSource(provider, sockets, descriptor) : new PipeSink(provider, sockets, descriptor);
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
