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
        int access = access(answer);
        return switch (kind(answer)) {
            case Sockets.KIND_SOCKET -> socket(provider, sockets, descriptor);
            case Sockets.KIND_PIPE -> pipe(provider, sockets, descriptor, access);
            case Sockets.KIND_FILE -> new AdoptedDescriptor(file(sockets, descriptor, access), null);
            default -> none("neither a socket nor a pipe nor a file");
        };
    }

    /** A socket, or a FIFO. systemd opens a FIFO both ways, so that it has no end, and it is there to be read. */
    static AdoptedDescriptor ofService(SelectorProvider provider, Sockets sockets, long descriptor) throws IOException {
        long answer = OsError.check(sockets, sockets.descriptorKind(descriptor));
        return switch (kind(answer)) {
            case Sockets.KIND_SOCKET -> socket(provider, sockets, descriptor);
            case Sockets.KIND_PIPE -> end(provider, sockets, descriptor, (access(answer) & Poller.READ) != 0);
            case Sockets.KIND_FILE -> none("a file or message queue: open it by its name");
            default -> none("neither a socket nor a pipe nor a file");
        };
    }

    private static int kind(long answer) {
        return (int) answer & (1 << Sockets.ACCESS_SHIFT) - 1;
    }

    private static int access(long answer) {
        return (int) (answer >> Sockets.ACCESS_SHIFT);
    }

    /** Only a socket. */
    static AdoptedDescriptor socket(SelectorProvider provider, Sockets sockets, long descriptor) throws IOException {
        long type = OsError.check(sockets, sockets.type(descriptor));
        if (type != Sockets.STREAM && type != Sockets.DATAGRAM) {
            return none("a socket that is neither of a stream nor of datagrams");
        }
        try (Borrowed local = sockets.memory().borrow(Addresses.SIZE);
                Borrowed peer = sockets.memory().borrow(Addresses.SIZE)) {
            OsError.check(sockets, sockets.localAddress(descriptor, local.bytes()));
            int family = Addresses.family(local.bytes());
            if (family == 0) {
                return none("a socket of a family that is neither of the internet nor of the Unix domain");
            }
            boolean listens = type == Sockets.STREAM && OsError.check(sockets, sockets.listens(descriptor)) != 0;
            if (!listens) {
                OsError.check(sockets, sockets.remoteAddress(descriptor, peer.bytes()));
            }
            OsError.check(sockets, sockets.adopt(descriptor));
            // From here on nothing fails: a channel that nobody gets would close a descriptor that is not its own.
            if (listens) {
                return adopted(
                        StreamServerSocketChannel.bound(provider, sockets, AddressFamily.numbered(family), descriptor));
            }
            return adopted(
                    type == Sockets.DATAGRAM
                            ? datagrams(provider, sockets, family, descriptor, local.bytes(), peer.bytes())
                            : stream(provider, sockets, family, descriptor, local.bytes(), peer.bytes()));
        }
    }

    private static AdoptedDescriptor adopted(EndpointChannel channel) {
        channel.handle().share();
        return new AdoptedDescriptor((Channel) channel, null);
    }

    private static EndpointChannel datagrams(
            SelectorProvider provider,
            Sockets sockets,
            int family,
            long descriptor,
            ByteBuffer local,
            ByteBuffer peer) {
        return family == Sockets.UNIX
                ? UnixDatagramChannel.inherited(provider, sockets, descriptor, local, peer)
                : UdpDatagramChannel.inherited(provider, sockets, family, descriptor, local, peer);
    }

    private static EndpointChannel stream(
            SelectorProvider provider,
            Sockets sockets,
            int family,
            long descriptor,
            ByteBuffer local,
            ByteBuffer peer) {
        AddressFamily numbered = AddressFamily.numbered(family);
        return Addresses.family(peer) == 0
                ? StreamSocketChannel.unconnected(provider, sockets, numbered, descriptor, Addresses.isBound(local))
                : StreamSocketChannel.accepted(provider, sockets, numbered, descriptor, peer);
    }

    private static AdoptedDescriptor pipe(SelectorProvider provider, Sockets sockets, long descriptor, int access)
            throws IOException {
        if ((access & Poller.READ) != 0 && (access & Poller.WRITE) != 0) {
            return none("a pipe that is open for reading and writing");
        }
        return end(provider, sockets, descriptor, (access & Poller.READ) != 0);
    }

    private static AdoptedDescriptor end(SelectorProvider provider, Sockets sockets, long descriptor, boolean source)
            throws IOException {
        OsError.check(sockets, sockets.adopt(descriptor));
        return adopted(NativePipe.end(provider, sockets, descriptor, source));
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
