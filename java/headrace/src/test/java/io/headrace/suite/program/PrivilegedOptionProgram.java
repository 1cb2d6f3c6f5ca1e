// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.HeadraceSocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sets options that need privileges, and prints what they are then. */
public final class PrivilegedOptionProgram {
    private PrivilegedOptionProgram() {}

    public static void main(String[] args) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            set(channel, HeadraceSocketOptions.IP_TRANSPARENT, true);
            set(channel, HeadraceSocketOptions.SO_MARK, 77);
            set(channel, HeadraceSocketOptions.SO_BINDTODEVICE, "lo");
            set(channel, HeadraceSocketOptions.SO_BINDTODEVICE, "none-such");
            foreignAddress();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.connect(listener.getLocalAddress());
            System.out.println("connected by " + channel.getOption(HeadraceSocketOptions.SO_BINDTODEVICE));
        }
    }

    private static <T> void set(NetworkChannel channel, SocketOption<T> option, T value) throws IOException {
        try {
            channel.setOption(option, value);
            System.out.println(option + " " + channel.getOption(option));
        } catch (SocketException e) {
            System.out.println(option + ": " + e.getMessage());
        }
    }

    /** Of no interface here. */
    private static void foreignAddress() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            listener.setOption(HeadraceSocketOptions.IP_TRANSPARENT, true);
            listener.bind(new InetSocketAddress("192.0.2.1", 0));
            System.out.println("bound to "
                    + ((InetSocketAddress) listener.getLocalAddress())
                            .getAddress()
                            .getHostAddress());
        }
    }
}
