// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyQueueTest {
    private final KeyQueue queue = new KeyQueue();
    private final List<ReadinessKey> keys = new ArrayList<>();

    @BeforeEach
    void pushFour() throws IOException {
        Engine engine = new Engine(Backend.EPOLL, TriggerMode.LEVEL);
        for (int i = 0; i < 4; i++) {
            keys.add(engine.stream().register(engine.selector, 0));
        }
        engine.settle();
        keys.forEach(queue::push);
    }

    private List<ReadinessKey> takeAll() {
        List<ReadinessKey> taken = new ArrayList<>();
        for (ReadinessKey key = queue.takeAll(); key != null; key = queue.next(key)) {
            taken.add(key);
        }
        return taken;
    }

    @Test
    void aKeyIsInTheQueueOnce() {
        keys.forEach(queue::push);
        assertThat(takeAll()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aKeyThatHasLeftTheQueueMayEnterAgain() {
        takeAll();
        keys.forEach(queue::push);
        assertThat(takeAll()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void whatIsPutBackJoinsWhatCameMeanwhile() {
        ReadinessKey second = queue.next(queue.takeAll());
        ReadinessKey third = queue.next(second);
        queue.push(second);
        queue.putBack(third);
        assertThat(takeAll()).containsExactlyInAnyOrder(keys.get(0), keys.get(1), keys.get(2));
    }
}
