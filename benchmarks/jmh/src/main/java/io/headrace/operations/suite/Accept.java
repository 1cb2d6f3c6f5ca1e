// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * accept() and configureBlocking(false). That connections are made before and closed afterwards is in no time, but it
 * is in allocation and system calls.
 */
public class Accept extends Operation {
    private static final int BATCH = 256;
    private static final long TIMEOUT = 10_000;

    private Selector selector;
    private ServerSocketChannel listener;
    private final SocketChannel[] clients = new SocketChannel[BATCH];
    private final SocketChannel[] accepted = new SocketChannel[BATCH];

    @Setup
    public void open() throws IOException {
        selector = Selectors.open();
        listener = ServerSocketChannel.open().bind(Connection.loopback(), 2 * BATCH);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    @Setup(Level.Invocation)
    public void connect() throws IOException {
        for (int i = 0; i < BATCH; i++) {
            clients[i] = SocketChannel.open(listener.getLocalAddress());
        }
        Selectors.check("listeners ready", 1, selector.select(TIMEOUT));
        selector.selectedKeys().clear();
    }

    /**
     * By RST from the client: no port stays in TIME_WAIT. The accept that would block is what edge triggering asks for.
     */
    @TearDown(Level.Invocation)
    public void disconnect() throws IOException {
        Selectors.check("connections left", 0, listener.accept() == null ? 0 : 1);
        for (int i = 0; i < BATCH; i++) {
            Selectors.check("non-blocking", 0, accepted[i].isBlocking() ? 1 : 0);
            clients[i].setOption(StandardSocketOptions.SO_LINGER, 0).close();
            accepted[i].close();
        }
    }

    @TearDown
    public void close() throws IOException {
        listener.close();
        selector.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void acceptNonBlocking() throws IOException {
        for (int i = 0; i < BATCH; i++) {
            SocketChannel channel = listener.accept();
            channel.configureBlocking(false);
            accepted[i] = channel;
        }
    }
}
