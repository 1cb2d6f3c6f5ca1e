// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.spi.SelectorProvider;
import org.junit.jupiter.api.Test;

/** The doctor's trials, on a provider that is known to work and on one that does not. */
class SelfTestTest {

    @Test
    void theJdksOwnProviderPassesEach() {
        assertThat(SelfTest.run(SelectorProvider.provider()))
                .allSatisfy(result -> {
                    assertThat(result.outcome()).as(result.toString()).isEqualTo("passed");
                    assertThat(result.micros()).isPositive();
                })
                .extracting(SelfTest.Result::name)
                .containsExactly("tcp", "arming", "half-close", "urgent", "udp", "unix", "pipe", "wakeup");
    }

    @Test
    void whatIsThrownIsAFailureThatIsNamed() {
        assertThat(SelfTest.run(null)).allSatisfy(result -> {
            assertThat(result.isFailure()).isTrue();
            assertThat(result.micros()).isNull();
            assertThat(result.detail()).contains("NullPointerException");
        });
    }
}
