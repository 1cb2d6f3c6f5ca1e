// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/** The work of {@link ModesServer} as programs on Netty do it. */
final class NettyModes {
    private NettyModes() {}

    static Started start(Arguments arguments) throws Exception {
        int size = arguments.size();
        Queue queue = new Queue();
        NettyEcho echo = new NettyEcho();
        LinkedHashMap<String, Consumer<SocketChannel>> all = new LinkedHashMap<>();
        all.put("echo", echo::addTo);
        all.put("unread", channel -> channel.pipeline().addLast(queue.connection()));
        all.put("flip", channel -> channel.pipeline().addLast(new Flip()));
        all.put("drain", channel -> {
            channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(size).maxMessagesPerRead(1));
            echo.addTo(channel);
        });
        Works<Consumer<SocketChannel>> works = Works.of(all);
        return NettyTransport.of(arguments)
                .listen(channel -> works.chosen().accept(channel))
                .with(works);
    }

    /** Pauses reading until the message is answered, in a task of its own. */
    private static final class Flip extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.channel().config().setAutoRead(false);
            context.executor().execute(() -> {
                context.writeAndFlush(message);
                context.channel().config().setAutoRead(true);
            });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            NettyErrors.close(context, cause);
        }
    }

    /** Netty reads what is ready: so messages wait here, and a task answers one of them. */
    private static final class Queue {
        private record Waiting(ChannelHandlerContext context, Object message) {}

        private final ArrayDeque<Waiting> messages = new ArrayDeque<>();

        ChannelInboundHandlerAdapter connection() {
            return new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                    messages.add(new Waiting(context, message));
                    context.executor().execute(Queue.this::answerOne);
                }

                @Override
                public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                    NettyErrors.close(context, cause);
                }
            };
        }

        private void answerOne() {
            Waiting next = messages.remove();
            next.context.writeAndFlush(next.message);
        }
    }
}
