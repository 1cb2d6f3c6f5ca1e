// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenTableTest {
    private final TokenTable slots = new TokenTable();
    private ReadinessKey key;

    @BeforeEach
    void register() throws IOException {
        Engine engine = new Engine(Backend.EPOLL, TriggerMode.LEVEL);
        key = engine.stream().register(engine.selector, 0);
    }

    @Test
    void noTokenIsZeroAndEachFindsItsKey() {
        Set<Long> tokens = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            long token = slots.allocate(key);
            assertThat(token).isNotZero();
            assertThat(tokens.add(token)).isTrue();
            assertThat(slots.find(token)).isSameAs(key);
        }
    }

    @Test
    void aRetiredTokenFindsNothingThoughItsSlotLivesOn() {
        long old = slots.allocate(key);
        slots.retire(old);
        slots.release(old);
        long next = slots.allocate(key);
        assertThat((int) next).isEqualTo((int) old);
        assertThat(slots.find(old)).isNull();
        assertThat(slots.find(next)).isSameAs(key);
    }

    @Test
    void aSlotThatIsNotReleasedIsNotUsedAgain() {
        long old = slots.allocate(key);
        slots.retire(old);
        assertThat((int) slots.allocate(key)).isNotEqualTo((int) old);
    }

    @Test
    void aTokenThatWasNeverGivenFindsNothing() {
        assertThat(slots.find(0)).isNull();
        assertThat(slots.find(1L << 32 | 99)).isNull();
        assertThat(slots.find(-1)).isNull();
    }
}
