// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstallationTest {

    @Test
    void theFirstBackendOfTheLibraryIsTaken() throws IOException {
        assertThat(Installation.best(List.of("epoll", "poll", "stub"))).isEqualTo("epoll");
    }

    @Test
    void aLibraryWithOnlyTheStubHasNoBackend() {
        assertThatThrownBy(() -> Installation.best(List.of("stub")))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no backend for this platform yet: its library has only [stub]");
    }
}
