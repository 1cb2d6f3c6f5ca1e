// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Signals;
import io.headrace.suite.support.TestThreads;
import io.headrace.suite.support.Transfer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Blocking reads and writes, and what ends one: data, room, close, interrupt, shutdown. */
@Bounded
class BlockingTest {
    private static final int MORE_THAN_FITS = 64 << 20;

    @AutoClose
    private final Connection connection = Connection.open();

    private final SocketChannel channel = connection.channel;

    BlockingTest() throws IOException {}

    @BeforeEach
    void block() throws IOException {
        channel.configureBlocking(true);
    }

    private Background<Integer> blockedRead(Transfer transfer) {
        return Background.startBlockedIn("read", () -> transfer.read(channel, 16));
    }

    /** A virtual thread's first write returns with a part: the one that finds no room blocks. */
    private int writeUntilBlocked(Transfer transfer) throws IOException {
        int n;
        do {
            n = transfer.write(channel, MORE_THAN_FITS);
        } while (TestThreads.areVirtual() && n > 0);
        return n;
    }

    private Background<Integer> blockedWrite(Transfer transfer) {
        return Background.startBlockedIn("write", () -> writeUntilBlocked(transfer));
    }

    @ParameterizedTest
    @EnumSource
    void aReadWaitsForData(Transfer transfer) throws Exception {
        Background<Integer> read = blockedRead(transfer);
        connection.peerSends(5);
        assertThat(read.result()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void aReadWaitsForTheEnd(Transfer transfer) throws Exception {
        Background<Integer> read = blockedRead(transfer);
        connection.peer.shutdownOutput();
        assertThat(read.result()).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsARead(Transfer transfer) throws Exception {
        Background<Integer> read = blockedRead(transfer);
        channel.close();
        assertThat(read.failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
        assertThat(connection.peer.getInputStream().read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsARead(Transfer transfer) throws Exception {
        Background<Integer> read = Background.startBlockedIn("read", () -> {
            try {
                return transfer.read(channel, 16);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        });
        read.thread.interrupt();
        assertThat(read.failure()).isExactlyInstanceOf(ClosedByInterruptException.class);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anInterruptBeforeTheReadClosesTheChannel() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                .isExactlyInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aPendingInterruptDoesNotDisturbANonBlockingChannel() throws IOException {
        channel.configureBlocking(false);
        Thread.currentThread().interrupt();
        try {
            assertThat(channel.read(ByteBuffer.allocate(1))).isZero();
            assertThat(channel.write(ByteBuffer.allocate(1))).isEqualTo(1);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shutdownInputEndsAReadAndKeepsTheChannel(Transfer transfer) throws Exception {
        Background<Integer> read = blockedRead(transfer);
        channel.shutdownInput();
        assertThat(read.result()).isEqualTo(-1);
        assertThat(channel.isOpen()).isTrue();
        assertThat(transfer.read(channel, 16)).isEqualTo(-1);
    }

    @Test
    void aWriteOfAVirtualThreadReturnsWhenSomeIsSent() throws Exception {
        TestThreads.assumeVirtual();
        Background<Integer> write = Background.start(() -> channel.write(ByteBuffer.allocateDirect(MORE_THAN_FITS)));
        assertThat(write.result()).isBetween(1, MORE_THAN_FITS - 1);
    }

    @Test
    void aWriteSendsAllBeforeItReturns() throws Exception {
        TestThreads.assumePlatform();
        Background<Integer> write = Background.start(() -> channel.write(ByteBuffer.allocate(8 << 20)));
        assertThat(connection.peerReceives(8 << 20)).hasSize(8 << 20);
        assertThat(write.result()).isEqualTo(8 << 20);
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsAWrite(Transfer transfer) throws Exception {
        Background<Integer> write = blockedWrite(transfer);
        channel.close();
        expectPartOr(write, AsynchronousCloseException.class);
    }

    @ParameterizedTest
    @EnumSource
    void shutdownOutputEndsAWriteAndKeepsTheChannel(Transfer transfer) throws Exception {
        Background<Integer> write = blockedWrite(transfer);
        channel.shutdownOutput();
        expectPartOr(write, AsynchronousCloseException.class);
        assertThat(channel.isOpen()).isTrue();
        assertThatThrownBy(() -> transfer.write(channel, 1)).isExactlyInstanceOf(AsynchronousCloseException.class);
    }

    /**
     * A write that was ended after it had sent a part tells how much that was, or throws. The next write of a virtual
     * thread may find the channel closed.
     */
    private static void expectPartOr(Background<Integer> write, Class<? extends Throwable> failure) throws Exception {
        try {
            assertThat(write.result()).isBetween(1, MORE_THAN_FITS - 1);
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOfAny(failure, TestThreads.areVirtual() ? ClosedChannelException.class : failure);
        }
    }

    @Test
    void aReaderAndAWriterDoNotWaitForEachOther() throws Exception {
        Background<Integer> read = blockedRead(Transfer.DIRECT);
        assertThat(channel.write(ByteBuffer.allocate(3))).isEqualTo(3);
        assertThat(connection.peerReceives(3)).hasSize(3);
        connection.peerSends(2);
        assertThat(read.result()).isEqualTo(2);
    }

    @Test
    void aSignalDoesNotEndARead() throws Exception {
        Background<Integer> read = blockedRead(Transfer.HEAP);
        try (Signals signals = Signals.to(read.thread)) {
            signals.send();
        }
        connection.peerSends(2);
        assertThat(read.result()).isEqualTo(2);
    }

    @Test
    void aResetEndsARead() throws Exception {
        Background<Integer> read = blockedRead(Transfer.HEAP);
        connection.peerResets();
        assertThat(read.failure()).isInstanceOf(IOException.class).hasMessage("Connection reset");
        assertThat(channel.isOpen()).isTrue();
    }
}
