// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Uses the address named first in every way, and prints which scope ids the system then tells. */
public final class LinkLocalProgram {
    private interface Use {
        SocketAddress of(String host) throws IOException;
    }

    private LinkLocalProgram() {}

    public static void main(String[] args) throws IOException {
        print("bind a client", args[0], LinkLocalProgram::client);
        print("connect", args[0], LinkLocalProgram::connection);
        print("bind for datagrams", args[0], LinkLocalProgram::datagrams);
        print("connect for datagrams", args[0], LinkLocalProgram::datagramConnection);
        print("send", args[0], LinkLocalProgram::datagram);
    }

    private static void print(String what, String host, Use use) throws IOException {
        try {
            InetSocketAddress address = (InetSocketAddress) use.of(host);
            System.out.println(what + ": " + ((Inet6Address) address.getAddress()).getScopeId());
        } catch (SocketException e) {
            System.out.println(what + ": refused");
        }
    }

    private static InetSocketAddress address(String host) {
        return new InetSocketAddress(host, 0);
    }

    private static InetSocketAddress portOf(SocketAddress other, String host) {
        return new InetSocketAddress(host, ((InetSocketAddress) other).getPort());
    }

    private static SocketAddress client(String host) throws IOException {
        try (SocketChannel client = SocketChannel.open()) {
            return client.bind(address(host)).getLocalAddress();
        }
    }

    private static SocketAddress connection(String host) throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(address(host));
                SocketChannel client = SocketChannel.open(portOf(listener.getLocalAddress(), host))) {
            return client.getLocalAddress();
        }
    }

    private static SocketAddress datagrams(String host) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            return channel.bind(address(host)).getLocalAddress();
        }
    }

    private static SocketAddress datagramConnection(String host) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            return channel.connect(new InetSocketAddress(host, 9)).getLocalAddress();
        }
    }

    /** The address of the sender, as the receiver has it. */
    private static SocketAddress datagram(String host) throws IOException {
        try (DatagramChannel receiver = DatagramChannel.open().bind(null);
                DatagramChannel sender = DatagramChannel.open()) {
            sender.send(ByteBuffer.allocate(1), portOf(receiver.getLocalAddress(), host));
            return receiver.receive(ByteBuffer.allocate(1));
        }
    }
}
