// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerReadyTest {
    @Test
    void thePortAndWhatElseTheServerSaysAreRead() throws IOException {
        assertThat(ServerReady.parse("ready port=80 provider=a.B selector=c.D"))
                .isEqualTo(new ServerReady(80, Map.of("provider", "a.B", "selector", "c.D")));
    }

    @Test
    void anythingElseIsAnErrorThatShowsIt() {
        assertThatThrownBy(() -> ServerReady.parse("Exception in thread main"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Exception in thread main");
    }
}
