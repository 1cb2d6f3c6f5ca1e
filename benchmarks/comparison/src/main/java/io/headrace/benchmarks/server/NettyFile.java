// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.channels.FileChannel;

/** Sends a file for each 64 bytes of requests. */
final class NettyFile extends SimpleChannelInboundHandler<ByteBuf> {
    private final FileChannel file;
    private final int size;
    private int unanswered;

    private NettyFile(FileChannel file, int size) {
        this.file = file;
        this.size = size;
    }

    static Started start(Arguments arguments) throws Exception {
        int size = arguments.size();
        FileChannel file = LetterFile.create(size);
        return NettyTransport.of(arguments).listen(channel -> channel.pipeline().addLast(new NettyFile(file, size)));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf requests) {
        unanswered += requests.readableBytes();
        while (unanswered >= FileConnection.REQUEST_SIZE) {
            unanswered -= FileConnection.REQUEST_SIZE;
            context.write(new Region(file, size));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        NettyErrors.close(context, cause);
    }

    /** Leaves the file open for the next. */
    private static final class Region extends DefaultFileRegion {
        Region(FileChannel file, int size) {
            super(file, 0, size);
        }

        @Override
        protected void deallocate() {}
    }
}
