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

/** The writing end of a {@link NativePipe}. */
final class PipeSink extends Pipe.SinkChannel implements EndpointChannel {
    private final Endpoint endpoint;
    private final StreamOutput output;

    PipeSink(SelectorProvider provider, Sockets sockets, long descriptor) {
        super(provider);
        endpoint = new Endpoint(this, sockets, descriptor, ChannelKind.PIPE_SINK);
        output = new StreamOutput(endpoint, StreamSystemCalls.OfPipe.CALLS, new UnreportedError(), false);
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.PIPE_SINK;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public int readyOps(int directions) {
        return (directions & Poller.WRITE) != 0 ? SelectionKey.OP_WRITE : 0;
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

    StreamOutput output() {
        return output;
    }

    @Override
    public int write(ByteBuffer buffer) throws IOException {
        return output.write(buffer);
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return output.write(buffers, offset, length);
    }

    @Override
    public long write(ByteBuffer[] buffers) throws IOException {
        return output.write(buffers, 0, buffers.length);
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
