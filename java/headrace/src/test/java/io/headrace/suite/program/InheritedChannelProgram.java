// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Echoes four bytes to the peer of the inherited channel; writes to the file named first what channel that is. */
public final class InheritedChannelProgram {
    private static final int MESSAGE = 4;

    private InheritedChannelProgram() {}

    public static void main(String[] args) throws IOException {
        // Providers keep a socket of their own from the first close on.
        SocketChannel.open().close();
        Set<String> before = Proc.sockets();
        before.remove("0");
        try (PrintStream report = new PrintStream(args[0], StandardCharsets.UTF_8)) {
            Channel channel = System.inheritedChannel();
            report.println(kind(channel));
            if (channel == null) {
                return;
            }
            describe((AbstractSelectableChannel) channel, report);
            serve(channel);
            channel.close();
            for (int number = 0; number <= 2; number++) {
                report.println(number + " " + Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)));
            }
            Set<String> left = Proc.sockets();
            left.removeAll(before);
            report.println("sockets left: " + left);
        }
    }

    private static String kind(Channel channel) {
        return channel instanceof ServerSocketChannel
                ? "listener"
                : channel instanceof SocketChannel
                        ? "connection"
                        : channel instanceof DatagramChannel ? "datagrams" : "" + channel;
    }

    private static void describe(AbstractSelectableChannel channel, PrintStream report) throws IOException {
        report.println(System.inheritedChannel() == channel ? "the same again" : "another one");
        report.println(channel.isBlocking() ? "blocking" : "not blocking");
        report.println(channel.provider() == SelectorProvider.provider() ? "the provider's" : "of another provider");
    }

    private static void serve(Channel channel) throws IOException {
        if (channel instanceof ServerSocketChannel listener) {
            try (SocketChannel accepted = listener.accept()) {
                echo(accepted);
            }
        } else if (channel instanceof DatagramChannel datagrams) {
            ByteBuffer message = ByteBuffer.allocate(MESSAGE);
            SocketAddress sender = datagrams.receive(message);
            datagrams.send(message.flip(), sender);
            datagrams.receive(message.clear());
        } else {
            echo((ByteChannel) channel);
        }
    }

    /** Ends when the peer has taken note of its answer. */
    private static void echo(ByteChannel channel) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(MESSAGE);
        readAll(channel, message);
        channel.write(message.flip());
        readAll(channel, message.clear());
    }

    private static void readAll(ByteChannel channel, ByteBuffer message) throws IOException {
        while (message.hasRemaining()) {
            if (channel.read(message) < 0) {
                throw new IOException("the peer has ended");
            }
        }
    }
}
