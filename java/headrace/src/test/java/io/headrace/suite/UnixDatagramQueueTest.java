// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.Feature;
import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Datagrams of the Unix domain wait in the queue of their receiver, which takes few ({@code
 * /proc/sys/net/unix/max_dgram_qlen}). Whoever sends more waits.
 */
@Bounded
@NeedsFeature(Feature.UNIX_DATAGRAM)
class UnixDatagramQueueTest {
    @AutoClose
    private final DatagramChannel receiver =
            DatagramChannel.open(StandardProtocolFamily.UNIX).bind(null);

    @AutoClose
    private final DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.UNIX);

    @AutoClose
    private final Selector selector = Selector.open();

    private final SocketAddress at = receiver.getLocalAddress();

    UnixDatagramQueueTest() throws IOException {}

    @BeforeAll
    static void onLinux() {
        Proc.assumePresent();
    }

    /** Ways to send. */
    enum Sending {
        TO_ANYBODY("send") {
            @Override
            int send(DatagramChannel by, ByteBuffer bytes, SocketAddress to) throws IOException {
                return by.send(bytes, to);
            }
        },
        CONNECTED("write") {
            @Override
            int send(DatagramChannel by, ByteBuffer bytes, SocketAddress to) throws IOException {
                if (!by.isConnected()) {
                    by.connect(to);
                }
                return by.write(bytes);
            }
        };

        final String method;

        Sending(String method) {
            this.method = method;
        }

        abstract int send(DatagramChannel by, ByteBuffer bytes, SocketAddress to) throws IOException;

        int send(DatagramChannel by, int content, SocketAddress to) throws IOException {
            return send(by, ByteBuffer.allocate(4).putInt(0, content), to);
        }

        /** Without waiting. Returns how many fit. */
        int fill(DatagramChannel by, SocketAddress to) throws IOException {
            by.configureBlocking(false);
            int sent = 0;
            while (send(by, sent, to) > 0) {
                sent++;
            }
            return sent;
        }
    }

    private int receive() throws IOException {
        ByteBuffer room = ByteBuffer.allocate(5);
        receiver.receive(room);
        assertThat(room.position()).isEqualTo(4);
        return room.getInt(0);
    }

    private Background<Integer> blocked(Sending sending, int content) throws IOException {
        sender.configureBlocking(true);
        return Background.startBlockedIn(sending.method, () -> sending.send(sender, content, at));
    }

    @ParameterizedTest
    @EnumSource
    void aSendToAFullQueueWaitsForTheReceiver(Sending sending) throws Exception {
        int sent = sending.fill(sender, at);
        Background<Integer> send = blocked(sending, sent);
        for (int i = 0; i <= sent; i++) {
            assertThat(receive()).isEqualTo(i);
        }
        assertThat(send.result()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsASendToAFullQueue(Sending sending) throws Exception {
        Background<Integer> send = blocked(sending, sending.fill(sender, at));
        sender.close();
        assertThat(send.failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsASendToAFullQueue(Sending sending) throws Exception {
        Background<Integer> send = blocked(sending, sending.fill(sender, at));
        send.thread.interrupt();
        assertThat(send.failure()).isExactlyInstanceOf(ClosedByInterruptException.class);
        assertThat(sender.isOpen()).isFalse();
    }

    @Test
    void aConnectedSenderIsWritableExactlyWhileItsPeerHasRoom() throws IOException {
        int sent = Sending.CONNECTED.fill(sender, at);
        SelectionKey key = sender.register(selector, OP_WRITE);
        for (int i = 0; i < 20; i++) {
            assertThat(Waiting.isReady(key)).isFalse();
        }
        receive();
        Waiting.untilReady(key, OP_WRITE);
        assertThat(Sending.CONNECTED.send(sender, sent, at)).isEqualTo(4);
        assertThat(Sending.CONNECTED.send(sender, sent, at)).isZero();
        assertThat(Waiting.isReady(key)).isFalse();
    }

    /** The system does not tell it of the queue, so it tries again from time to time. */
    @Test
    void anUnconnectedSenderBecomesWritableAgain() throws IOException {
        int sent = Sending.TO_ANYBODY.fill(sender, at);
        SelectionKey key = sender.register(selector, OP_WRITE);
        receive();
        Waiting.untilReady(key, OP_WRITE);
        assertThat(Sending.TO_ANYBODY.send(sender, sent, at)).isEqualTo(4);
    }

    @Test
    void aSenderThatMayNotWriteHearsItsAnswers() throws IOException {
        sender.bind(null);
        int full = Sending.TO_ANYBODY.fill(sender, at);
        SelectionKey key = sender.register(selector, OP_READ | OP_WRITE);
        for (int i = 0; i < full; i++) {
            Sending.TO_ANYBODY.send(sender, i, at);
        }
        receiver.send(ByteBuffer.allocate(1), sender.getLocalAddress());
        Waiting.untilReady(key, OP_READ);
        assertThat(sender.receive(ByteBuffer.allocate(1))).isEqualTo(at);
    }

    @ParameterizedTest
    @EnumSource
    void everyDatagramArrivesOnceAndInOrder(Sending sending) throws Exception {
        int count = 20_000;
        sender.configureBlocking(false);
        sending.send(sender, 0, at);
        Background<Integer> sends = Background.start(() -> sendAll(sending, count));
        receiver.configureBlocking(false);
        try (Selector own = Selector.open()) {
            SelectionKey key = receiver.register(own, OP_READ);
            for (int next = 0; next < count; ) {
                Waiting.untilReady(key, OP_READ);
                ByteBuffer room = ByteBuffer.allocate(5);
                while (receiver.receive(room.clear()) != null) {
                    assertThat(room.getInt(0)).isEqualTo(next++);
                }
            }
        }
        assertThat(sends.result()).isEqualTo(count);
    }

    private int sendAll(Sending sending, int count) throws IOException {
        SelectionKey key = sender.register(selector, OP_WRITE);
        int next = 1;
        while (next < count) {
            Waiting.untilReady(key, OP_WRITE);
            while (next < count && sending.send(sender, next, at) > 0) {
                next++;
            }
        }
        return next;
    }

    @Test
    void aReceiverThatIsReadByOneThreadAndSentToByManyLosesNothing() throws Exception {
        int each = 2_000;
        Background<?>[] senders = new Background<?>[4];
        for (int i = 0; i < senders.length; i++) {
            int first = i * each;
            senders[i] = Background.start(() -> {
                try (DatagramChannel own = DatagramChannel.open(StandardProtocolFamily.UNIX)) {
                    for (int n = first; n < first + each; n++) {
                        Sending.TO_ANYBODY.send(own, n, at);
                    }
                }
                return null;
            });
        }
        long sum = 0;
        for (int i = 0; i < senders.length * each; i++) {
            sum += receive();
        }
        long all = senders.length * each;
        assertThat(sum).isEqualTo(all * (all - 1) / 2);
        for (Background<?> sender : senders) {
            sender.result();
        }
    }
}
