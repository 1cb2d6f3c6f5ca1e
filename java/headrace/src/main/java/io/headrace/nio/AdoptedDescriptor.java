// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.nio.channel.EndpointChannel;
import io.headrace.nio.datagram.UdpDatagramChannel;
import io.headrace.nio.datagram.UnixDatagramChannel;
import io.headrace.nio.stream.AddressFamily;
import io.headrace.nio.stream.NativePipe;
import io.headrace.nio.stream.StreamServerSocketChannel;
import io.headrace.nio.stream.StreamSocketChannel;
import io.headrace.os.Addresses;
import io.headrace.os.Borrowed;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.spi.SelectorProvider;

/**
 * The channel of a descriptor that another program has opened. If there is a channel, the descriptor is the channel's
 * from then on; else it is left as it was.
 *
 * @param channel null if {@code java.nio} has none for the descriptor
 * @param problem what the descriptor is instead; null if there is a channel
 */
public record AdoptedDescriptor(Channel channel, String problem) {
    private static final String NULL_DEVICE = "/dev/null";

    private static AdoptedDescriptor none(String problem) {
        return new AdoptedDescriptor(null, problem);
    }

    /** A socket, the end of a pipe, or a file. */
    public static AdoptedDescriptor of(SelectorProvider provider, Sockets sockets, long descriptor) throws IOException {
        long answer = OsError.check(sockets, sockets.descriptorKind(descriptor));
        int access = (int) (answer >> Sockets.ACCESS_SHIFT);
        return switch ((int) answer & (1 << Sockets.ACCESS_SHIFT) - 1) {
            case Sockets.KIND_SOCKET -> socket(provider, sockets, descriptor);
            case Sockets.KIND_PIPE -> pipe(provider, sockets, descriptor, access);
            case Sockets.KIND_FILE -> new AdoptedDescriptor(file(sockets, descriptor, access), null);
            default -> none("neither a socket nor a pipe nor a file");
        };
    }

    /** Only a socket. */
    static AdoptedDescriptor socket(SelectorProvider provider, Sockets sockets, long descriptor) throws IOException {
        long type = OsError.check(sockets, sockets.type(descriptor));
        if (type != Sockets.STREAM && type != Sockets.DATAGRAM) {
            return none("a socket that is neither of a stream nor of datagrams");
        }
        try (Borrowed memory = sockets.memory().borrow(Addresses.SIZE)) {
            ByteBuffer address = memory.bytes();
            OsError.check(sockets, sockets.localAddress(descriptor, address));
            int family = Addresses.family(address);
            if (family == 0) {
                return none("a socket of a family that is neither of the internet nor of the Unix domain");
            }
            OsError.check(sockets, sockets.adopt(descriptor));
            EndpointChannel channel = type == Sockets.DATAGRAM
                    ? datagrams(provider, sockets, family, descriptor)
                    : stream(provider, sockets, AddressFamily.numbered(family), descriptor, address);
            return adopted(channel);
        }
    }

    private static AdoptedDescriptor adopted(EndpointChannel channel) {
        channel.handle().share();
        return new AdoptedDescriptor((Channel) channel, null);
    }

    private static EndpointChannel datagrams(SelectorProvider provider, Sockets sockets, int family, long descriptor)
            throws IOException {
        return family == Sockets.UNIX
                ? UnixDatagramChannel.inherited(provider, sockets, descriptor)
                : UdpDatagramChannel.inherited(provider, sockets, family, descriptor);
    }

    private static EndpointChannel stream(
            SelectorProvider provider, Sockets sockets, AddressFamily family, long descriptor, ByteBuffer address)
            throws IOException {
        if (OsError.check(sockets, sockets.listens(descriptor)) != 0) {
            return StreamServerSocketChannel.bound(provider, sockets, family, descriptor);
        }
        boolean bound = Addresses.isBound(address);
        OsError.check(sockets, sockets.remoteAddress(descriptor, address));
        return Addresses.family(address) == 0
                ? StreamSocketChannel.unconnected(provider, sockets, family, descriptor, bound)
                : StreamSocketChannel.accepted(provider, sockets, family, descriptor, address);
    }

    private static AdoptedDescriptor pipe(SelectorProvider provider, Sockets sockets, long descriptor, int access)
            throws IOException {
        if ((access & Poller.READ) != 0 && (access & Poller.WRITE) != 0) {
            return none("a pipe that is open for reading and writing");
        }
        OsError.check(sockets, sockets.adopt(descriptor));
        return adopted(NativePipe.end(provider, sockets, descriptor, (access & Poller.READ) != 0));
    }

    /** The JDK opens the channel of a file that is always there, and the descriptor takes that file's place. */
    private static FileChannel file(Sockets sockets, long descriptor, int access) throws IOException {
        FileChannel channel = open(access);
        boolean replaced = false;
        try {
            long number = sockets.fileNumber(channel);
            if (number < 0) {
                throw new IOException("The JDK does not tell the descriptor of a file channel");
            }
            OsError.check(sockets, sockets.replace(number, descriptor), "dup");
            replaced = true;
        } finally {
            if (!replaced) {
                channel.close();
            }
        }
        return channel;
    }

    /** A stream is not closed: its channel does that, or else a cleaner of the JDK's. */
    private static FileChannel open(int access) throws IOException {
        if ((access & Poller.WRITE) == 0) {
            return new FileInputStream(NULL_DEVICE).getChannel();
        }
        return (access & Poller.READ) == 0
                ? new FileOutputStream(NULL_DEVICE, (access & Sockets.KIND_APPEND) != 0).getChannel()
                : new RandomAccessFile(NULL_DEVICE, "rw").getChannel();
    }
}
