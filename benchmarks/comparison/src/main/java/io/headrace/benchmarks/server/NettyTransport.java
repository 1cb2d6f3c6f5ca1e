// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A transport of Netty's with one event loop; the NIO one knows of no provider but the JVM's. */
record NettyTransport(
        boolean usesProvider,
        Supplier<IoHandlerFactory> ioHandlers,
        Class<? extends ServerChannel> listener,
        Class<? extends DatagramChannel> datagram) {
    static final String KEY = "transport";

    private static final Map<String, NettyTransport> ALL = new TreeMap<>(Map.of(
            "nio",
            new NettyTransport(true, NioIoHandler::newFactory, NioServerSocketChannel.class, NioDatagramChannel.class),
            "epoll",
            new NettyTransport(
                    false, EpollIoHandler::newFactory, EpollServerSocketChannel.class, EpollDatagramChannel.class)));

    static NettyTransport of(Arguments arguments) throws UsageException {
        return arguments.choice(KEY, ALL, "nio");
    }

    Started listen(Consumer<SocketChannel> initializer) throws InterruptedException, IOException {
        return started(new ServerBootstrap()
                .group(loop())
                .channel(listener)
                .option(ChannelOption.SO_BACKLOG, Server.BACKLOG)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        initializer.accept(channel);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel());
    }

    Started bindDatagram(ChannelHandler handler) throws InterruptedException, IOException {
        return started(new Bootstrap()
                .group(loop())
                .channel(datagram)
                .handler(handler)
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel());
    }

    private EventLoopGroup loop() {
        return new MultiThreadIoEventLoopGroup(1, ioHandlers.get());
    }

    private Started started(Channel bound) throws IOException {
        String transport = "transport=" + bound.getClass().getName();
        return new Started(
                ((InetSocketAddress) bound.localAddress()).getPort(),
                usesProvider ? transport + " " + Started.describe(SelectorProvider.provider()) : transport);
    }
}
