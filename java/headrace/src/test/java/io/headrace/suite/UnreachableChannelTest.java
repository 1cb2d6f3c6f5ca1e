// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.DatagramPair;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;

/** A datagram channel that nobody closed and nobody can reach gives its descriptor back. */
@Bounded
class UnreachableChannelTest {

    private static SocketAddress lose(Selector selector) throws IOException {
        DatagramChannel channel = DatagramPair.bound();
        if (selector != null) {
            SelectionKey key = channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            selector.selectNow();
            key.cancel();
            selector.selectNow();
        }
        return channel.getLocalAddress();
    }

    private static boolean isFree(SocketAddress address) {
        System.gc();
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(address);
            return true;
        } catch (BindException inUse) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itsPortIsFree() throws IOException {
        SocketAddress address = lose(null);
        Waiting.until("the port of a lost channel is free", () -> isFree(address));
    }

    @Test
    void itsPortIsFreeAlsoAfterASelectorHadIt() throws IOException {
        try (Selector selector = Selector.open()) {
            SocketAddress address = lose(selector);
            Waiting.until("the port of a lost channel is free", () -> isFree(address));
            assertThat(selector.keys()).isEmpty();
        }
    }

    @Test
    void oneThatCanBeReachedKeepsItsPort() throws IOException {
        try (DatagramChannel reachable = DatagramPair.bound()) {
            SocketAddress lost = lose(null);
            Waiting.until("the port of a lost channel is free", () -> isFree(lost));
            assertThat(isFree(reachable.getLocalAddress())).isFalse();
        }
    }
}
