// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadraceSelectorProviderTest {

    private final HeadraceSelectorProvider provider = HeadraceSelectorProvider.provider();

    @Test
    void everythingOpenedIsOfThisProvider() throws IOException {
        try (Selector selector = provider.openSelector();
                SocketChannel channel = provider.openSocketChannel();
                ServerSocketChannel listener = provider.openServerSocketChannel()) {
            assertThat(selector.provider()).isSameAs(provider);
            assertThat(channel.provider()).isSameAs(provider);
            assertThat(listener.provider()).isSameAs(provider);
        }
        Pipe pipe = provider.openPipe();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            assertThat(source.provider()).isSameAs(provider);
            assertThat(sink.provider()).isSameAs(provider);
        }
    }

    @Test
    void instancesAreInterchangeable() throws IOException {
        try (Selector selector = new HeadraceSelectorProvider().openSelector();
                SocketChannel channel = provider.openSocketChannel()) {
            SelectionKey key = channel.configureBlocking(false).register(selector, 0);
            assertThat(key.isValid()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TriggerMode.class)
    void aSelectorHasTheModeAskedFor(TriggerMode mode) throws IOException {
        try (HeadraceSelector selector = provider.openSelector(mode)) {
            assertThat(selector.mode()).isEqualTo(mode);
        }
    }

    @Test
    void aSelectorOpenedWithoutSayingAModeIsTracked() throws IOException {
        try (Selector selector = provider.openSelector()) {
            assertThat(((HeadraceSelector) selector).mode()).isEqualTo(TriggerMode.TRACKED);
        }
    }

    @Test
    void nullIsRefusedEverywhere() {
        assertThatNullPointerException().isThrownBy(() -> provider.openSelector(null));
        assertThatNullPointerException().isThrownBy(() -> provider.openSocketChannel(null));
        assertThatNullPointerException().isThrownBy(() -> provider.openServerSocketChannel(null));
        assertThatNullPointerException().isThrownBy(() -> provider.openDatagramChannel(null));
    }

    @Test
    void familiesThatAreNotServedAreUnsupported() {
        ProtocolFamily unknown = () -> "unknown";
        assertThatThrownBy(() -> provider.openSocketChannel(unknown)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> provider.openServerSocketChannel(unknown))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> provider.openDatagramChannel(unknown))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void standardInputThatIsNoSocketIsNoChannel() throws IOException {
        assertThat(provider.inheritedChannel()).isNull();
    }
}
