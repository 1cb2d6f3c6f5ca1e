// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A peer that sends urgent data, with and without SO_OOBINLINE at the receiver. */
@Bounded
class UrgentDataTest {
    private static final int BOUND = 100;

    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    private final SelectionKey key = connection.channel.register(selector, OP_READ);
    private final ByteBuffer room = ByteBuffer.allocateDirect(64);

    UrgentDataTest() throws IOException {}

    private int read() throws IOException {
        return connection.channel.read(room.clear());
    }

    /** A few reports that lead to reads of nothing are allowed, reports without end are not. */
    private void expectQuiet() throws IOException {
        int reports = 0;
        while (Waiting.isReady(key)) {
            assertThat(read()).isZero();
            assertThat(++reports).isLessThan(BOUND);
        }
    }

    @Test
    void urgentDataAloneDoesNotKeepTheKeyReady() throws IOException {
        selector.selectNow();
        connection.peer.sendUrgentData('!');
        expectQuiet();
        expectQuiet();
    }

    @Test
    void anInterruptBeforeItIsSentClosesABlockingChannel() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
                SocketChannel sender = SocketChannel.open(listener.getLocalAddress())) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> sender.socket().sendUrgentData('!'))
                        .isExactlyInstanceOf(ClosedByInterruptException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(sender.isOpen()).isFalse();
        }
    }

    @Test
    void anInterruptIsNothingToANonBlockingChannelThatSendsIt() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
                SocketChannel sender = SocketChannel.open(listener.getLocalAddress())) {
            sender.configureBlocking(false);
            Thread.currentThread().interrupt();
            try {
                sender.socket().sendUrgentData('!');
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(sender.isOpen()).isTrue();
        }
    }

    /** As text, until it has so many characters. */
    private String receive(int count) throws IOException {
        StringBuilder received = new StringBuilder();
        while (received.length() < count) {
            Waiting.untilReady(key, OP_READ);
            read();
            received.append(StandardCharsets.US_ASCII.decode(room.flip()));
        }
        return received.toString();
    }

    private void send(String text) throws IOException {
        connection.peerSends(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void urgentDataHidesNoDataBeforeAndAfterIt() throws IOException {
        for (int i = 0; i < 20; i++) {
            send("ab");
            connection.peer.sendUrgentData('!');
            send("cd");
            assertThat(receive(4)).isEqualTo("abcd");
            expectQuiet();
        }
    }

    @Test
    void aShortReadBeforeTheUrgentByteDoesNotHideWhatFollows() throws IOException {
        send("ab");
        connection.peer.sendUrgentData('!');
        assertThat(receive(2)).isEqualTo("ab");
        send("cd");
        assertThat(receive(2)).isEqualTo("cd");
        expectQuiet();
    }

    @Test
    void dataThatCameBehindAnUrgentByteIsReportedAfterAShortRead() throws IOException {
        for (int i = 0; i < 20; i++) {
            send("ab");
            Waiting.untilReady(key, OP_READ);
            connection.peer.sendUrgentData('!');
            send("cd");
            assertThat(receive(4)).isEqualTo("abcd");
        }
    }

    @Test
    void theEndOfTheStreamBehindAnUrgentByteIsReported() throws IOException {
        send("ab");
        connection.peer.sendUrgentData('!');
        connection.peer.shutdownOutput();
        int n;
        int total = 0;
        do {
            Waiting.untilReady(key, OP_READ);
            n = read();
            total += Math.max(n, 0);
        } while (n >= 0);
        assertThat(total).isEqualTo(2);
    }

    @Test
    void inlineUrgentDataIsReadAmongTheRest() throws IOException {
        connection.channel.socket().setOOBInline(true);
        for (int i = 0; i < 20; i++) {
            send("ab");
            connection.peer.sendUrgentData('!');
            send("cd");
            assertThat(receive(5)).isEqualTo("ab!cd");
            assertThat(Waiting.isReady(key)).isFalse();
        }
    }

    @Test
    void inlineUrgentDataAloneIsReported() throws IOException {
        connection.channel.socket().setOOBInline(true);
        selector.selectNow();
        connection.peer.sendUrgentData('!');
        assertThat(receive(1)).isEqualTo("!");
        assertThat(Waiting.isReady(key)).isFalse();
    }
}
