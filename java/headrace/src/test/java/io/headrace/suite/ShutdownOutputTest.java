// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a channel answers to writes after its output was shut. */
@Bounded
class ShutdownOutputTest {
    @AutoClose
    private final Connection connection = Connection.open();

    private final SocketChannel channel = connection.channel;

    ShutdownOutputTest() throws IOException {
        channel.shutdownOutput();
    }

    private List<ThrowingCallable> writes() {
        return List.of(
                () -> channel.write(ByteBuffer.allocate(1)),
                () -> channel.write(ByteBuffer.allocateDirect(1)),
                () -> channel.write(ByteBuffer.allocate(0)),
                () -> channel.write(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocateDirect(1)}),
                () -> channel.write(new ByteBuffer[] {null}),
                () -> channel.write(new ByteBuffer[0]),
                () -> channel.socket().sendUrgentData(1));
    }

    private void expectRefusals() {
        assertThat(writes())
                .allSatisfy(write -> assertThatThrownBy(write).isExactlyInstanceOf(AsynchronousCloseException.class));
        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.isConnected()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWriteFindsItClosedAsynchronouslyAndTheChannelIsOpen(boolean blocking) throws IOException {
        channel.configureBlocking(blocking);
        expectRefusals();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWriteAnswersTheSameWhenThePeerIsGone(boolean blocking) throws IOException {
        connection.peer.close();
        channel.configureBlocking(blocking);
        expectRefusals();
    }

    @Test
    void theArgumentsAreLookedAtFirst() {
        assertThatThrownBy(() -> channel.write((ByteBuffer) null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> channel.write(new ByteBuffer[1], 1, 1))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anInterruptClosesTheChannelOfABlockingWrite() throws IOException {
        channel.configureBlocking(true);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
                .isExactlyInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(channel.isOpen()).isFalse();
    }
}
