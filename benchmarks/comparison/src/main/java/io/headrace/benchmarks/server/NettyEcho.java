// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;

/** Sends back what it receives; reads no further while the peer does not take it. */
@Sharable
final class NettyEcho extends ChannelInboundHandlerAdapter {
    static Started start(Arguments arguments) throws Exception {
        NettyEcho echo = new NettyEcho();
        return NettyTransport.of(arguments).listen(echo::addTo);
    }

    void addTo(SocketChannel channel) {
        channel.config().setAllowHalfClosure(true);
        channel.pipeline().addLast(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        context.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        NettyErrors.close(context, cause);
    }
}
