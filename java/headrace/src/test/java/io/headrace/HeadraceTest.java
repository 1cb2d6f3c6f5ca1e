// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadraceTest {

    @Test
    void itIsAvailableHereForNoCause() {
        assertThat(Headrace.isAvailable()).isTrue();
        assertThat(Headrace.unavailabilityCause()).isNull();
    }

    @Test
    void theBackendIsNamed() {
        assertThat(Headrace.backend()).isIn("epoll", "poll", "kqueue", "iocp");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Headrace.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }
}
