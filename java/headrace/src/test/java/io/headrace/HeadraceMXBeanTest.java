// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is in use, as JMX shows it. Other tests of this JVM may leave channels open: counts are compared. */
class HeadraceMXBeanTest {
    private final HeadraceMXBean bean = Headrace.mxBean();
    private final HeadraceSelectorProvider provider = HeadraceSelectorProvider.provider();

    @Test
    void aChannelIsCountedByItsKindUntilItIsClosed() throws IOException {
        Map<String, Integer> before = bean.getOpenChannels();
        DatagramChannel udp = provider.openDatagramChannel();
        Pipe pipe = provider.openPipe();
        assertThat(bean.getOpenChannels())
                .containsEntry("udp", before.get("udp") + 1)
                .containsEntry("pipe-source", before.get("pipe-source") + 1)
                .containsEntry("pipe-sink", before.get("pipe-sink") + 1)
                .containsEntry("listener", before.get("listener"));
        udp.close();
        pipe.source().close();
        pipe.sink().close();
        assertThat(bean.getOpenChannels()).isEqualTo(before);
    }

    @Test
    void aSelectorIsShownUntilItIsClosed() throws IOException {
        int before = bean.getSelectors().size();
        try (HeadraceSelector selector = provider.openSelector(TriggerMode.EDGE)) {
            selector.selectNow();
            assertThat(bean.getSelectors())
                    .anySatisfy(state -> {
                        assertThat(state.getMode()).isEqualTo("edge");
                        assertThat(state.getKeys()).isZero();
                        assertThat(state.getWaits()).isEqualTo(1);
                    })
                    .hasSize(before + 1);
        }
        assertThat(bean.getSelectors()).hasSize(before);
    }

    @Test
    void settingsHaveTheNamesAndWordsOfTheProperties() {
        assertThat(bean.getSettings())
                .containsEntry(
                        "io.headrace.fallback", Installation.get().settings().fallbackName())
                .containsEntry("io.headrace.spin", "0")
                .containsEntry("io.headrace.readahead", "off");
    }
}
