// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.OnHeadrace;
import java.io.IOException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Headrace beside the JDK's provider in one JVM, where the JDK's is the default. */
@Bounded
@DisabledIfSystemProperty(named = OnHeadrace.PROVIDER, matches = ".*", disabledReason = "the default is not the JDK's")
class ForeignTest {
    private final HeadraceSelectorProvider headrace = HeadraceSelectorProvider.provider();

    @AutoClose
    private final HeadraceSelector selector = headrace.openSelector(TriggerMode.TRACKED);

    @AutoClose
    private final SocketChannel channel = headrace.openSocketChannel();

    @AutoClose
    private final Selector jdkSelector = Selector.open();

    @AutoClose
    private final SocketChannel jdkChannel = SocketChannel.open();

    ForeignTest() throws IOException {
        channel.configureBlocking(false);
        jdkChannel.configureBlocking(false);
    }

    @Test
    void theDefaultIsNotHeadrace() {
        assertThat(jdkSelector).isNotInstanceOf(HeadraceSelector.class);
        assertThat(jdkChannel.provider()).isNotInstanceOf(HeadraceSelectorProvider.class);
        assertThat(channel.provider()).isSameAs(headrace);
    }

    @Test
    void aHeadraceSelectorRefusesAChannelOfTheJdk() {
        assertThatThrownBy(() -> jdkChannel.register(selector, OP_READ)).isInstanceOf(IllegalSelectorException.class);
        assertThatThrownBy(() -> selector.register(jdkChannel, OP_READ, TriggerMode.LEVEL, null))
                .isInstanceOf(IllegalSelectorException.class);
        assertThat(jdkChannel.isRegistered()).isFalse();
        assertThat(selector.keys()).isEmpty();
    }

    @Test
    void theRefusalNamesBothProvidersAndSaysWhatToDo() {
        assertThatThrownBy(() -> jdkChannel.register(selector, OP_READ))
                .hasMessage("a channel of provider "
                        + jdkChannel.provider().getClass().getName()
                        + " cannot be registered with a selector of provider io.headrace.HeadraceSelectorProvider:"
                        + " open both from one provider, HeadraceSelectorProvider.provider() or"
                        + " SelectorProvider.provider(); with Headrace's agent (-javaagent:headrace-VERSION-all.jar)"
                        + " both are Headrace");
    }

    @Test
    void whatTheRefusalSaysToDoWorks() throws IOException {
        try (Selector ofHeadrace = headrace.openSelector();
                Selector ofTheDefault = SelectorProvider.provider().openSelector()) {
            assertThat(channel.register(ofHeadrace, OP_READ).isValid()).isTrue();
            assertThat(jdkChannel.register(ofTheDefault, OP_READ).isValid()).isTrue();
        }
    }

    @Test
    void aSelectorOfTheJdkRefusesAHeadraceChannel() {
        assertThatThrownBy(() -> channel.register(jdkSelector, OP_READ))
                .isExactlyInstanceOf(IllegalSelectorException.class);
        assertThat(channel.isRegistered()).isFalse();
        assertThat(jdkSelector.keys()).isEmpty();
    }

    @Test
    void afterARefusalBothGoOnWithTheirOwn() throws IOException {
        aHeadraceSelectorRefusesAChannelOfTheJdk();
        aSelectorOfTheJdkRefusesAHeadraceChannel();
        try (var listener = headrace.openServerSocketChannel().bind(ChannelPair.anyLoopbackPort());
                var connected = headrace.openSocketChannel()) {
            connected.connect(listener.getLocalAddress());
            connected.configureBlocking(false).register(selector, OP_WRITE);
            assertThat(selector.select()).isEqualTo(1);
            jdkChannel.configureBlocking(true);
            jdkChannel.connect(listener.getLocalAddress());
            jdkChannel.configureBlocking(false).register(jdkSelector, OP_WRITE);
            assertThat(jdkSelector.select()).isEqualTo(1);
        }
    }

    @Test
    void instancesOfTheProviderAreInterchangeable() throws IOException {
        assertThat(HeadraceSelectorProvider.provider()).isSameAs(headrace);
        try (Selector other = new HeadraceSelectorProvider().openSelector()) {
            assertThat(channel.register(other, OP_READ).selector()).isSameAs(other);
        }
    }
}
