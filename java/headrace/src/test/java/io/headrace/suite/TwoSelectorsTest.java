// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One channel in two selectors: an operation changes what both report. */
@Bounded
class TwoSelectorsTest {
    @AutoClose
    private final Selector first = Selector.open();

    @AutoClose
    private final Selector second = Selector.open();

    @AutoClose
    private final Connection connection = Connection.open();

    private final SelectionKey firstKey = connection.channel.register(first, OP_READ);
    private final SelectionKey secondKey = connection.channel.register(second, OP_READ);

    TwoSelectorsTest() throws IOException {}

    @Test
    void eachSelectorHasAKeyOfItsOwn() {
        assertThat(firstKey).isNotSameAs(secondKey);
        assertThat(connection.channel.keyFor(first)).isSameAs(firstKey);
        assertThat(connection.channel.keyFor(second)).isSameAs(secondKey);
    }

    @Test
    void bothReportWhatArrives() throws IOException {
        connection.peerSends(4);
        Waiting.untilReady(firstKey, OP_READ);
        Waiting.untilReady(secondKey, OP_READ);
        assertThat(Waiting.isReady(firstKey)).isTrue();
        assertThat(Waiting.isReady(secondKey)).isTrue();
    }

    @Test
    void aReadAfterBothReportedMakesBothKeysUnready() throws IOException {
        for (int i = 0; i < 20; i++) {
            connection.peerSends(4);
            Waiting.untilReady(firstKey, OP_READ);
            Waiting.untilReady(secondKey, OP_READ);
            assertThat(connection.channel.read(ByteBuffer.allocate(64))).isEqualTo(4);
            assertThat(Waiting.isReady(firstKey)).isFalse();
            assertThat(Waiting.isReady(secondKey)).isFalse();
        }
    }

    @Test
    void aReadForOneSelectorIsSeenByTheOther() throws IOException {
        for (int i = 0; i < 20; i++) {
            connection.peerSends(4);
            Waiting.untilReady(firstKey, OP_READ);
            assertThat(connection.channel.read(ByteBuffer.allocate(64))).isEqualTo(4);
            assertThat(Waiting.isReady(secondKey)).isFalse();
        }
    }

    @Test
    void aPartialReadLeavesBothKeysReady() throws IOException {
        connection.peerSends(4);
        Waiting.untilReady(firstKey, OP_READ);
        Waiting.untilReady(secondKey, OP_READ);
        assertThat(connection.channel.read(ByteBuffer.allocate(2))).isEqualTo(2);
        assertThat(Waiting.isReady(firstKey)).isTrue();
        assertThat(Waiting.isReady(secondKey)).isTrue();
    }

    @Test
    void interestsAreSeparate() throws IOException {
        firstKey.interestOps(OP_WRITE);
        assertThat(Waiting.isReady(firstKey)).isTrue();
        assertThat(Waiting.isReady(secondKey)).isFalse();
        secondKey.interestOps(OP_WRITE);
        firstKey.interestOps(OP_READ);
        assertThat(Waiting.isReady(firstKey)).isFalse();
        assertThat(Waiting.isReady(secondKey)).isTrue();
    }

    @Test
    void cancellingOneKeyLeavesTheOther() throws IOException {
        firstKey.cancel();
        first.selectNow();
        assertThat(connection.channel.isRegistered()).isTrue();
        connection.peerSends(1);
        Waiting.untilReady(secondKey, OP_READ);
        assertThat(first.selectNow()).isZero();
    }

    @Test
    void closingOneSelectorLeavesTheOther() throws IOException {
        first.close();
        assertThat(firstKey.isValid()).isFalse();
        assertThat(secondKey.isValid()).isTrue();
        connection.peerSends(1);
        Waiting.untilReady(secondKey, OP_READ);
    }

    @Test
    void closingTheChannelEndsBothKeys() throws IOException {
        first.selectNow();
        second.selectNow();
        connection.channel.close();
        assertThat(firstKey.isValid()).isFalse();
        assertThat(secondKey.isValid()).isFalse();
        assertThat(connection.peer.getInputStream().read()).isEqualTo(-1);
        assertThat(first.selectNow()).isZero();
        assertThat(second.selectNow()).isZero();
        assertThat(first.keys()).isEmpty();
        assertThat(second.keys()).isEmpty();
    }

    @Test
    void theEndOfTheStreamIsReportedByBothForEver() throws IOException {
        connection.peer.shutdownOutput();
        for (int i = 0; i < 10; i++) {
            Waiting.untilReady(firstKey, OP_READ);
            Waiting.untilReady(secondKey, OP_READ);
            assertThat(connection.channel.read(ByteBuffer.allocate(4))).isEqualTo(-1);
        }
    }
}
