// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP/1.1 server on Netty's NIO transport with one event loop, as an application would write it; it knows of no
 * provider but the one that the JVM was started with. Prints one line when it accepts connections and ends with its
 * standard input.
 */
public final class NettyHttpServer {
    private static final int BACKLOG = 1024;

    private NettyHttpServer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int bodySize = Integer.parseInt(args[0]);
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Channel listener = listen(loop, bodySize);
        System.out.println(readyLine(((InetSocketAddress) listener.localAddress()).getPort()));
        System.in.transferTo(OutputStream.nullOutputStream());
        listener.close().sync();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
    }

    private static Channel listen(EventLoopGroup loop, int bodySize) throws InterruptedException {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new TokenHandler(bodySize));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    /** The selector is named too: a provider that fell back hands out the JDK's. */
    private static String readyLine(int port) throws IOException {
        SelectorProvider provider = SelectorProvider.provider();
        try (Selector selector = provider.openSelector()) {
            return "ready port=%d provider=%s selector=%s"
                    .formatted(
                            port,
                            provider.getClass().getName(),
                            selector.getClass().getName());
        }
    }
}
