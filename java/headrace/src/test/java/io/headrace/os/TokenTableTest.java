// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTableTest {
    private final TokenTable<Object> slots = new TokenTable<>();
    private final Object owner = new Object();

    @Test
    void noTokenIsZeroAndEachFindsItsOwner() {
        Set<Long> tokens = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            long token = slots.allocate(owner);
            assertThat(token).isNotZero();
            assertThat(tokens.add(token)).isTrue();
            assertThat(slots.find(token)).isSameAs(owner);
        }
    }

    @Test
    void aRetiredTokenFindsNothingThoughItsSlotLivesOn() {
        long old = slots.allocate(owner);
        slots.retire(old);
        slots.release(old);
        long next = slots.allocate(owner);
        assertThat((int) next).isEqualTo((int) old);
        assertThat(slots.find(old)).isNull();
        assertThat(slots.find(next)).isSameAs(owner);
    }

    @Test
    void aSlotThatIsNotReleasedIsNotUsedAgain() {
        long old = slots.allocate(owner);
        slots.retire(old);
        assertThat((int) slots.allocate(owner)).isNotEqualTo((int) old);
    }

    @Test
    void theOwnersOfLiveTokensAreCalledBack() {
        Object other = new Object();
        long retired = slots.allocate(owner);
        slots.allocate(other);
        slots.retire(retired);
        List<Object> seen = new ArrayList<>();
        slots.forEach(seen::add);
        assertThat(seen).containsExactly(other);
    }

    @Test
    void aTokenThatWasNeverGivenFindsNothing() {
        assertThat(slots.find(0)).isNull();
        assertThat(slots.find(1L << 32 | 99)).isNull();
        assertThat(slots.find(-1)).isNull();
    }
}
