// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A registered channel in non-blocking mode, and datagrams that wait for it: 10 bytes each, which are its number. */
public final class Backlog implements AutoCloseable {
    /** The first that waits in the end. By then a channel that may receive ahead has done so. */
    public static final int FIRST = 3;

    public static final int FEW = 5;

    public final Selector selector = Selector.open();
    public final DatagramPair pair = new DatagramPair();
    public final DatagramChannel channel = pair.channel;
    public SelectionKey key;

    public Backlog() throws IOException {
        channel.configureBlocking(false);
        register();
    }

    public void register() throws IOException {
        key = channel.register(selector, OP_READ);
    }

    public static ByteBuffer room() {
        return ByteBuffer.allocate(16);
    }

    public static byte[] datagram(int number) {
        byte[] bytes = new byte[10];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    public void arrive(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            pair.peerSends(datagram(i));
        }
        Waiting.untilReady(key, OP_READ);
    }

    /** {@link #FEW} wait from number {@link #FIRST} on, those before were received. */
    public void leaveFew() throws IOException {
        arrive(FIRST + FEW);
        assertNextAre(0, FIRST);
    }

    public SocketAddress next(ByteBuffer buffer) {
        List<SocketAddress> senders = new ArrayList<>();
        Waiting.until("a datagram", () -> {
            try {
                SocketAddress sender = channel.receive(buffer);
                return sender != null && senders.add(sender);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return senders.get(0);
    }

    public void assertNextIs(int number) {
        ByteBuffer buffer = room();
        assertThat(next(buffer)).isEqualTo(pair.peerAddress);
        assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap(datagram(number)));
    }

    public void assertNextAre(int from, int to) {
        for (int i = from; i < to; i++) {
            assertNextIs(i);
        }
    }

    public void assertFewFollow() throws IOException {
        assertNextAre(FIRST, FIRST + FEW);
        assertThat(channel.receive(room())).isNull();
    }

    public void deregister() throws IOException {
        key.cancel();
        selector.selectNow();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        pair.close();
    }
}
