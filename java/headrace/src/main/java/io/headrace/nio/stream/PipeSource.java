// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.EndpointChannel;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.SelectorProvider;

/** The reading end of a {@link NativePipe}. */
final class PipeSource extends Pipe.SourceChannel implements EndpointChannel {
    private final Endpoint endpoint;
    private final StreamInput input;

    PipeSource(SelectorProvider provider, Sockets sockets, long descriptor) {
        super(provider);
        endpoint = new Endpoint(this, sockets, descriptor, ChannelKind.PIPE_SOURCE);
        input = new StreamInput(endpoint, StreamSystemCalls.OfPipe.CALLS, new UnreportedError());
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.PIPE_SOURCE;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public int readyOps(int directions) {
        return (directions & Poller.READ) != 0 ? SelectionKey.OP_READ : 0;
    }

    @Override
    public void beginBlocking() {
        begin();
    }

    @Override
    public void endBlocking(boolean completed) throws AsynchronousCloseException {
        end(completed);
    }

    /** Both ends are connected when the pipe is made. */
    @Override
    public void ensureConnected() {}

    StreamInput input() {
        return input;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        return input.read(buffer);
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return input.read(buffers, offset, length);
    }

    @Override
    public long read(ByteBuffer[] buffers) throws IOException {
        return input.read(buffers, 0, buffers.length);
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        endpoint.close();
    }

    @Override
    protected void implConfigureBlocking(boolean block) throws IOException {
        endpoint.configureBlocking(block);
    }
}
