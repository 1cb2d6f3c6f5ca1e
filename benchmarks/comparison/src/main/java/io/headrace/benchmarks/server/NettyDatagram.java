// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.util.function.Predicate;

/** Sends some datagrams back; of more than 2,048 bytes, Netty's default, it gets no more than those. */
final class NettyDatagram extends ChannelInboundHandlerAdapter {
    private final Predicate<ByteBuf> isAnswered;

    private NettyDatagram(Predicate<ByteBuf> isAnswered) {
        this.isAnswered = isAnswered;
    }

    static Started echo(Arguments arguments) throws Exception {
        return NettyTransport.of(arguments).bindDatagram(new NettyDatagram(content -> true));
    }

    static Started sink(Arguments arguments) throws Exception {
        FloodCount count = new FloodCount();
        return NettyTransport.of(arguments).bindDatagram(new NettyDatagram(content -> {
            boolean due = count.nextIsAnswered();
            if (due) {
                byte[] digits = count.digits();
                content.setBytes(content.readerIndex(), digits, 0, Math.min(digits.length, content.readableBytes()));
            }
            return due;
        }));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        if (isAnswered.test(datagram.content())) {
            context.write(new DatagramPacket(datagram.content(), datagram.sender()));
        } else {
            datagram.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }
}
