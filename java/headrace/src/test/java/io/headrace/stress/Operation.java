// SPDX-License-Identifier: Apache-2.0
package io.headrace.stress;

import io.headrace.stress.BlockedCall.Ending;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The operations that block, each set up so that it does. */
enum Operation {
    ACCEPT(3, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY) {
        @Override
        Blocked open() throws IOException {
            ServerSocketChannel listener = listener(8);
            return new Blocked(listener, () -> listener.accept().close())
                    .satisfiedBy(
                            () -> SocketChannel.open(listener.getLocalAddress()).close());
        }
    },
    TIMED_ADAPTOR_ACCEPT(1, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY) {
        @Override
        Blocked open() throws IOException {
            ServerSocketChannel listener = listener(8);
            listener.socket().setSoTimeout(LONG);
            return new Blocked(listener, () -> listener.socket().accept().close())
                    .satisfiedBy(
                            () -> SocketChannel.open(listener.getLocalAddress()).close());
        }

        @Override
        boolean translates(Exception failure, Ending ending) {
            return ending == Ending.CLOSE && failure.getClass() == SocketException.class;
        }
    },
    CONNECT(1, Ending.CLOSE, Ending.INTERRUPT) {
        @Override
        Blocked open() throws IOException {
            FullListener full = new FullListener();
            SocketChannel channel = SocketChannel.open();
            return new Blocked(channel, () -> channel.connect(full.address())).with(full);
        }
    },
    FINISH_CONNECT(1, Ending.CLOSE, Ending.INTERRUPT) {
        @Override
        Blocked open() throws IOException {
            FullListener full = new FullListener();
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(full.address());
            channel.configureBlocking(true);
            return new Blocked(channel, channel::finishConnect).with(full);
        }
    },
    READ(3, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY, Ending.SHUTDOWN) {
        @Override
        Blocked open() throws IOException {
            SocketChannel[] ends = connection();
            return reader(ends, () -> ends[0].read(ByteBuffer.allocateDirect(8)));
        }
    },
    SCATTERING_READ(1, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY, Ending.SHUTDOWN) {
        @Override
        Blocked open() throws IOException {
            SocketChannel[] ends = connection();
            return reader(ends, () -> ends[0].read(new ByteBuffer[] {ByteBuffer.allocate(4), ByteBuffer.allocate(4)}));
        }
    },
    TIMED_ADAPTOR_READ(1, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY, Ending.SHUTDOWN) {
        @Override
        Blocked open() throws IOException {
            SocketChannel[] ends = connection();
            ends[0].socket().setSoTimeout(LONG);
            return reader(ends, ends[0].socket().getInputStream()::read);
        }

        @Override
        boolean translates(Exception failure, Ending ending) {
            return ending == Ending.CLOSE && failure.getClass() == SocketException.class;
        }
    },
    WRITE(3, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY, Ending.SHUTDOWN) {
        @Override
        Blocked open() throws IOException {
            SocketChannel[] ends = connection();
            return writer(ends, () -> writeAll(ends[0], ByteBuffer.allocateDirect(LARGE)));
        }
    },
    GATHERING_WRITE(1, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY, Ending.SHUTDOWN) {
        @Override
        Blocked open() throws IOException {
            SocketChannel[] ends = connection();
            return writer(ends, () -> gatherAll(ends[0], ByteBuffer.allocateDirect(LARGE), ByteBuffer.allocate(LARGE)));
        }
    },
    PIPE_READ(1, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY) {
        @Override
        Blocked open() throws IOException {
            Pipe pipe = Pipe.open();
            return new Blocked(pipe.source(), () -> pipe.source().read(ByteBuffer.allocate(8)))
                    .with(pipe.sink())
                    .satisfiedBy(() -> pipe.sink().write(ByteBuffer.allocate(1)));
        }
    },
    PIPE_WRITE(1, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY) {
        @Override
        Blocked open() throws IOException {
            Pipe pipe = Pipe.open();
            return new Blocked(pipe.sink(), () -> writeAll(pipe.sink(), ByteBuffer.allocate(LARGE)))
                    .with(pipe.source())
                    .satisfiedBy(() -> drain(pipe.source()::read, LARGE));
        }
    },
    UNIX_ACCEPT(3, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY) {
        @Override
        Blocked open() throws IOException {
            UnixListener listener = new UnixListener();
            return new Blocked(listener.channel, () -> listener.channel.accept().close())
                    .with(listener)
                    .satisfiedBy(() -> SocketChannel.open(listener.address).close());
        }
    },
    UNIX_READ(3, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY, Ending.SHUTDOWN) {
        @Override
        Blocked open() throws IOException {
            SocketChannel[] ends = unixConnection();
            return reader(ends, () -> ends[0].read(ByteBuffer.allocate(8)));
        }
    },
    UNIX_WRITE(3, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY, Ending.SHUTDOWN) {
        @Override
        Blocked open() throws IOException {
            SocketChannel[] ends = unixConnection();
            return writer(ends, () -> writeAll(ends[0], ByteBuffer.allocateDirect(LARGE)));
        }
    },
    RECEIVE(1, Ending.CLOSE, Ending.INTERRUPT, Ending.SATISFY) {
        @Override
        Blocked open() throws IOException {
            DatagramChannel channel = DatagramChannel.open().bind(loopback());
            return new Blocked(channel, () -> channel.receive(ByteBuffer.allocate(8)))
                    .satisfiedBy(() -> datagramTo(channel));
        }
    },
    DATAGRAM_READ(1, Ending.CLOSE, Ending.INTERRUPT) {
        @Override
        Blocked open() throws IOException {
            DatagramChannel channel = DatagramChannel.open().bind(loopback());
            channel.connect(channel.getLocalAddress());
            return new Blocked(channel, () -> channel.read(ByteBuffer.allocate(8)));
        }
    };

    interface Call {
        void run() throws Exception;
    }

    interface Help {
        void run() throws IOException;
    }

    private interface Source {
        int read(ByteBuffer to) throws IOException;
    }

    private static final int LARGE = 16 << 20;
    private static final int LONG = 60_000;

    private final int atOnce;
    private final Set<Ending> endings;

    Operation(int atOnce, Ending first, Ending... rest) {
        this.atOnce = atOnce;
        this.endings = EnumSet.of(first, rest);
    }

    abstract Blocked open() throws IOException;

    /** How many threads may be in it on one channel. */
    int atOnce() {
        return atOnce;
    }

    Set<Ending> endings() {
        return endings;
    }

    /**
     * A read that is shut down is at the end of the stream; a write that is shut down or closed may have written a
     * part.
     */
    boolean endsNormallyBy(Ending ending) {
        return ending == Ending.SATISFY
                || ending == Ending.SHUTDOWN
                || ending == Ending.CLOSE && name().endsWith("WRITE");
    }

    boolean translates(Exception failure, Ending ending) {
        return false;
    }

    /** A call that will block, and what it needs around it. */
    static final class Blocked implements AutoCloseable {
        private final AbstractSelectableChannel channel;
        private final Call call;
        private final List<Closeable> others = new ArrayList<>();
        private Help satisfy;
        private Help shutdown;

        private Blocked(AbstractSelectableChannel channel, Call call) {
            this.channel = channel;
            this.call = call;
        }

        private Blocked with(Closeable other) {
            others.add(other);
            return this;
        }

        private Blocked satisfiedBy(Help help) {
            satisfy = help;
            return this;
        }

        private Blocked shutdownBy(Help help) {
            shutdown = help;
            return this;
        }

        AbstractSelectableChannel channel() {
            return channel;
        }

        void call() throws Exception {
            call.run();
        }

        void satisfy() throws IOException {
            satisfy.run();
        }

        void shutdown() throws IOException {
            shutdown.run();
        }

        @Override
        public void close() throws IOException {
            channel.close();
            for (Closeable other : others) {
                other.close();
            }
        }
    }

    private static Blocked reader(SocketChannel[] ends, Call call) {
        return new Blocked(ends[0], call)
                .with(ends[1])
                .satisfiedBy(() -> ends[1].write(ByteBuffer.allocate(1)))
                .shutdownBy(ends[0]::shutdownInput);
    }

    private static Blocked writer(SocketChannel[] ends, Call call) {
        return new Blocked(ends[0], call)
                .with(ends[1])
                .satisfiedBy(() -> {
                    ends[1].configureBlocking(true);
                    drain(ends[1]::read, LARGE);
                    Stress.start(() -> {
                        drain(ends[1]::read, LARGE);
                        return null;
                    });
                })
                .shutdownBy(ends[0]::shutdownOutput);
    }

    /** A virtual thread's write returns with a part. */
    private static void writeAll(WritableByteChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private static void gatherAll(GatheringByteChannel to, ByteBuffer first, ByteBuffer last) throws IOException {
        while (last.hasRemaining()) {
            to.write(new ByteBuffer[] {first, last});
        }
    }

    private static void drain(Source source, int bytes) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
        for (int left = bytes; left > 0; ) {
            int n = source.read(chunk.clear().limit(Math.min(left, chunk.capacity())));
            if (n < 0) {
                return;
            }
            left -= n;
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static ServerSocketChannel listener(int backlog) throws IOException {
        return ServerSocketChannel.open().bind(loopback(), backlog);
    }

    static SocketChannel[] connection() throws IOException {
        try (ServerSocketChannel listener = listener(1)) {
            SocketChannel client = SocketChannel.open(listener.getLocalAddress());
            SocketChannel server = listener.accept();
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            server.setOption(StandardSocketOptions.SO_LINGER, 0);
            return new SocketChannel[] {client, server};
        }
    }

    private static SocketChannel[] unixConnection() throws IOException {
        try (UnixListener listener = new UnixListener()) {
            SocketChannel client = SocketChannel.open(listener.address);
            return new SocketChannel[] {client, listener.channel.accept()};
        }
    }

    private static void datagramTo(DatagramChannel channel) throws IOException {
        try (DatagramChannel sender = DatagramChannel.open()) {
            sender.send(ByteBuffer.allocate(1), channel.getLocalAddress());
        }
    }

    private static final class UnixListener implements Closeable {
        private final ServerSocketChannel channel =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(null);
        private final UnixDomainSocketAddress address = (UnixDomainSocketAddress) channel.getLocalAddress();

        UnixListener() throws IOException {}

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(address.getPath());
        }
    }

    /** Its queue has no room: the system lets who connects wait. */
    private static final class FullListener implements Closeable {
        private final ServerSocketChannel listener = listener(1);
        private final List<SocketChannel> queue = new ArrayList<>();

        FullListener() throws IOException {
            for (int i = 0; i < 4; i++) {
                SocketChannel channel = SocketChannel.open();
                queue.add(channel);
                channel.configureBlocking(false);
                channel.connect(address());
            }
        }

        InetSocketAddress address() throws IOException {
            return (InetSocketAddress) listener.getLocalAddress();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : queue) {
                channel.close();
            }
            listener.close();
        }
    }
}
