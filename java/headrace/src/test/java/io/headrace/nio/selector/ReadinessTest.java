// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import io.headrace.os.Poller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One channel, several selectors. */
class ReadinessTest {
    private final Engine engine = new Engine(Backend.EPOLL, TriggerMode.TRACKED);
    private final FakeChannel channel = engine.stream();

    private List<ReadinessKey> keys(int others) throws IOException {
        List<ReadinessKey> keys = new ArrayList<>();
        for (int i = 0; i <= others; i++) {
            keys.add(new ReadinessKey(engine.selector, channel, channel, TriggerMode.TRACKED, OP_READ));
            channel.readiness().add(keys.get(i));
            keys.get(i).adoptMode(engine.poller.caps());
        }
        return keys;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anOperationTellsEachKeyButTheOneThatWasRemoved(int removed) throws IOException {
        List<ReadinessKey> keys = keys(3);
        ReadinessKey gone = keys.get(removed);
        channel.readiness().remove(gone);
        channel.readiness().endOfStream();
        assertThat(keys).filteredOn(key -> !key.isReady(Poller.READ)).containsExactly(gone);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void theOneKeyThatIsLeftKeepsItsEpoch(int removed) throws IOException {
        List<ReadinessKey> keys = keys(1);
        assertThat(channel.readiness().before(Poller.READ)).isNegative();
        channel.readiness().remove(keys.get(removed));
        assertThat(channel.readiness().before(Poller.READ))
                .isEqualTo(keys.get(1 - removed).epoch(Poller.READ));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aKeyThatIsNotThereIsRemovedFromNothing(int others) throws IOException {
        List<ReadinessKey> keys = keys(others);
        ReadinessKey gone = keys.remove(0);
        channel.readiness().remove(gone);
        channel.readiness().remove(gone);
        channel.readiness().endOfStream();
        assertThat(keys).allMatch(key -> key.isReady(Poller.READ));
    }
}
