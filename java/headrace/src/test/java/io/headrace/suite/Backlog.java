// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

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
final class Backlog implements AutoCloseable {
    /** The first that waits in the end. By then a channel that may receive ahead has done so. */
    static final int FIRST = 3;

    static final int FEW = 5;

    final Selector selector = Selector.open();
    final DatagramPair pair = new DatagramPair();
    final DatagramChannel channel = pair.channel;
    SelectionKey key;

    Backlog() throws IOException {
        channel.configureBlocking(false);
        register();
    }

    void register() throws IOException {
        key = channel.register(selector, OP_READ);
    }

    static ByteBuffer room() {
        return ByteBuffer.allocate(16);
    }

    static byte[] datagram(int number) {
        byte[] bytes = new byte[10];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    void arrive(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            pair.peerSends(datagram(i));
        }
        Waiting.untilReady(key, OP_READ);
    }

    /** {@link #FEW} wait from number {@link #FIRST} on, those before were received. */
    void leaveFew() throws IOException {
        arrive(FIRST + FEW);
        assertNextAre(0, FIRST);
    }

    SocketAddress next(ByteBuffer buffer) {
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

    void assertNextIs(int number) {
        ByteBuffer buffer = room();
        assertThat(next(buffer)).isEqualTo(pair.peerAddress);
        assertThat(buffer.flip()).isEqualTo(ByteBuffer.wrap(datagram(number)));
    }

    void assertNextAre(int from, int to) {
        for (int i = from; i < to; i++) {
            assertNextIs(i);
        }
    }

    void assertFewFollow() throws IOException {
        assertNextAre(FIRST, FIRST + FEW);
        assertThat(channel.receive(room())).isNull();
    }

    void deregister() throws IOException {
        key.cancel();
        selector.selectNow();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        pair.close();
    }
}
