// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import io.headrace.Headrace;
import io.headrace.HeadraceSelectorProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A TCP proxy in one thread. Bytes go from socket to socket by way of a pipe, inside the kernel. With the argument
 * {@code copy} they go by way of a buffer, as on any {@code java.nio}: compare what the two cost.
 *
 * <p>Arguments: port of the server on this host, own port (0 is any), {@code copy}.
 */
public final class TcpProxy {
    private static final HeadraceSelectorProvider PROVIDER = HeadraceSelectorProvider.provider();
    private static final int PIECE = 1 << 20;

    /** What carries bytes of one direction. */
    private interface Carrier {
        /** Takes bytes from the source; as a read. Only while it carries none. */
        long take(SocketChannel source) throws IOException;

        /** Whether all that was taken has been given. */
        boolean give(SocketChannel target) throws IOException;

        void close() throws IOException;
    }

    private static final class Spliced implements Carrier {
        private final Pipe pipe = PROVIDER.openPipe();
        private long carried;

        Spliced() throws IOException {
            pipe.source().configureBlocking(false);
            pipe.sink().configureBlocking(false);
            growPipe();
        }

        /** A user may have only so much memory in pipes (pipe(7)): then the pipe stays as it is. */
        private void growPipe() {
            try {
                Headrace.resizePipe(pipe.sink(), PIECE);
            } catch (IOException refused) {
                System.err.println("pipe: " + refused.getMessage());
            }
        }

        @Override
        public long take(SocketChannel source) throws IOException {
            carried = Headrace.splice(source, pipe.sink(), PIECE);
            return carried;
        }

        @Override
        public boolean give(SocketChannel target) throws IOException {
            carried -= Headrace.splice(pipe.source(), target, carried);
            return carried == 0;
        }

        @Override
        public void close() throws IOException {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    private static final class Copied implements Carrier {
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

        @Override
        public long take(SocketChannel source) throws IOException {
            int n = source.read(buffer.clear());
            buffer.flip();
            return n;
        }

        @Override
        public boolean give(SocketChannel target) throws IOException {
            target.write(buffer);
            return !buffer.hasRemaining();
        }

        @Override
        public void close() {}
    }

    /** One direction of a connection. */
    private static final class Flow {
        final SelectionKey source;
        final SelectionKey target;
        final Carrier carrier;
        boolean ended;

        Flow(SelectionKey source, SelectionKey target, Carrier carrier) {
            this.source = source;
            this.target = target;
            this.carrier = carrier;
        }

        void runUnlessEnded() throws IOException {
            if (!ended) {
                run();
            }
        }

        private void run() throws IOException {
            SocketChannel from = (SocketChannel) source.channel();
            SocketChannel to = (SocketChannel) target.channel();
            boolean all = (target.interestOps() & OP_WRITE) == 0 || carrier.give(to);
            while (all && !ended) {
                long n = carrier.take(from);
                if (n == 0) {
                    break;
                }
                ended = n < 0;
                all = ended || carrier.give(to);
            }
            if (ended) {
                to.shutdownOutput();
            }
            interest(source, OP_READ, all && !ended);
            interest(target, OP_WRITE, !all);
        }

        private static void interest(SelectionKey key, int op, boolean on) {
            key.interestOps(on ? key.interestOps() | op : key.interestOps() & ~op);
        }
    }

    /** The two flows of a connection; either may run when one of its sockets is ready. */
    private record Connection(Flow there, Flow back) {
        void run() {
            try {
                there.runUnlessEnded();
                back.runUnlessEnded();
                if (there.ended && back.ended) {
                    close();
                }
            } catch (IOException e) {
                close();
            }
        }

        private void close() {
            try {
                there.source.channel().close();
                there.target.channel().close();
                there.carrier.close();
                back.carrier.close();
            } catch (IOException e) {
                System.err.println("close: " + e.getMessage());
            }
        }
    }

    private TcpProxy() {}

    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        boolean copies = args.length > 2 && args[2].equals("copy");
        try (Selector selector = PROVIDER.openSelector();
                ServerSocketChannel listener = PROVIDER.openServerSocketChannel()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener.configureBlocking(false);
            listener.register(selector, OP_ACCEPT);
            System.out.println("listening on " + listener.getLocalAddress());
            while (true) {
                selector.select(key -> {
                    if (key.attachment() instanceof Connection connection) {
                        connection.run();
                    } else {
                        accept(listener, server, selector, copies);
                    }
                });
            }
        }
    }

    private static void accept(
            ServerSocketChannel listener, InetSocketAddress server, Selector selector, boolean copies) {
        try {
            SocketChannel client = listener.accept();
            SocketChannel upstream = PROVIDER.openSocketChannel();
            upstream.connect(server);
            client.configureBlocking(false);
            upstream.configureBlocking(false);
            SelectionKey near = client.register(selector, OP_READ);
            SelectionKey far = upstream.register(selector, OP_READ);
            Connection connection = new Connection(
                    new Flow(near, far, copies ? new Copied() : new Spliced()),
                    new Flow(far, near, copies ? new Copied() : new Spliced()));
            near.attach(connection);
            far.attach(connection);
        } catch (IOException e) {
            System.err.println("no connection: " + e.getMessage());
        }
    }
}
