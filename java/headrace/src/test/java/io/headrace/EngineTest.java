// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void theFirstBackendOfTheLibraryIsTaken() throws IOException {
        assertThat(Engine.best(List.of("epoll", "poll", "stub"))).isEqualTo("epoll");
    }

    @Test
    void aLibraryWithTheStubAloneIsNoEngine() {
        assertThatThrownBy(() -> Engine.best(List.of("stub")))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no engine for this platform yet: its library has the backends [stub] alone");
    }
}
