// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An HTTP server as anybody writes it with Netty, on the NIO transport. It says its port; end of input stops it. */
public final class NettyHttpServer {

    private static final WriteBufferWaterMark LITTLE = new WriteBufferWaterMark(16 << 10, 64 << 10);

    private NettyHttpServer() {}

    public static void main(String[] args) throws Exception {
        Parent.describeProvider();
        Parent.say("descriptors", Descriptors.open());
        EventLoopGroup acceptor = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        EventLoopGroup workers = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try {
            Channel server = bootstrap(acceptor, workers)
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .sync()
                    .channel();
            Parent.say("port", ((InetSocketAddress) server.localAddress()).getPort());
            System.in.transferTo(System.err);
            server.close().sync();
        } finally {
            workers.shutdownGracefully().sync();
            acceptor.shutdownGracefully().sync();
        }
        Parent.say("descriptors", Descriptors.open());
    }

    private static ServerBootstrap bootstrap(EventLoopGroup acceptor, EventLoopGroup workers) {
        return new ServerBootstrap()
                .group(acceptor, workers)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, LITTLE)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new FlowControlHandler(), new HttpHandler());
                    }
                });
    }
}
