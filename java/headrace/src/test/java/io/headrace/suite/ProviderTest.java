// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Ipv6;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.NetworkChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import org.junit.jupiter.api.Test;

/** The provider, and that everything names it. */
@Bounded
class ProviderTest {
    private final SelectorProvider provider = SelectorProvider.provider();

    private enum UnknownFamily implements ProtocolFamily {
        UNKNOWN
    }

    @Test
    void everythingOpenedIsOfTheProvider() throws IOException {
        Pipe pipe = Pipe.open();
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open();
                ServerSocketChannel listener = ServerSocketChannel.open();
                Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink();
                ChannelPair pair = ChannelPair.open()) {
            assertThat(selector.provider()).isSameAs(provider);
            assertThat(channel.provider()).isSameAs(provider);
            assertThat(listener.provider()).isSameAs(provider);
            assertThat(source.provider()).isSameAs(provider);
            assertThat(sink.provider()).isSameAs(provider);
            assertThat(pair.server.provider()).isSameAs(provider);
        }
    }

    @Test
    void whatIsOpenedByOneChannelsProviderWorksWithTheOthers() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
                Selector selector = listener.provider().openSelector();
                SocketChannel client = listener.provider().openSocketChannel()) {
            client.connect(listener.getLocalAddress());
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_WRITE);
            assertThat(selector.select()).isEqualTo(1);
        }
    }

    @Test
    void aMissingFamilyIsRefused() {
        assertThatThrownBy(() -> provider.openSocketChannel(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> provider.openServerSocketChannel(null))
                .isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> provider.openDatagramChannel(null)).isExactlyInstanceOf(NullPointerException.class);
    }

    @Test
    void anUnknownFamilyIsUnsupported() {
        assertThatThrownBy(() -> provider.openSocketChannel(UnknownFamily.UNKNOWN))
                .isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> provider.openServerSocketChannel(UnknownFamily.UNKNOWN))
                .isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> provider.openDatagramChannel(UnknownFamily.UNKNOWN))
                .isExactlyInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void bothInternetFamiliesAreSupported() throws IOException {
        Ipv6.assumePresent();
        for (ProtocolFamily family : new ProtocolFamily[] {StandardProtocolFamily.INET, StandardProtocolFamily.INET6}) {
            try (NetworkChannel channel = provider.openSocketChannel(family);
                    NetworkChannel listener = provider.openServerSocketChannel(family)) {
                assertThat(channel.isOpen()).isTrue();
                assertThat(listener.isOpen()).isTrue();
            }
        }
    }

    @Test
    void openingWithAPendingInterruptWorksAndKeepsIt() throws IOException {
        Thread.currentThread().interrupt();
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open();
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            assertThat(selector.isOpen()).isTrue();
            assertThat(channel.isOpen()).isTrue();
            assertThat(listener.isOpen()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closingWhatWasOpenedLeaksNothing() throws IOException {
        Proc.requireNoLeak(ProviderTest::openAndClose);
    }

    private static void openAndClose(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel.open().close();
            ServerSocketChannel.open().close();
            ChannelPair.open().close();
        }
    }
}
