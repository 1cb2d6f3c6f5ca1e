// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoresTest {
    @Test
    void rangesAndSingleProcessorsOfTheKernelsListAreRead() {
        assertThat(Cores.parseList(" 0-2,8\n")).containsExactly(0, 1, 2, 8);
    }

    @Test
    void theClientIsNotPutOnTheOtherThreadOfTheServersCore() throws IOException {
        assertThat(Cores.choose(List.of(0, 1, 2, 3), List.of(0, 1))).isEqualTo(new Cores(0, 2));
    }

    @Test
    void twoThreadsOfOneCoreAreUsedWhereThereIsNothingElse() throws IOException {
        assertThat(Cores.choose(List.of(0, 1), List.of(0, 1))).isEqualTo(new Cores(0, 1));
    }

    @Test
    void serverAndClientHaveAProcessorEachOrShareBoth() {
        Cores cores = new Cores(1, 5);
        Load load = Load.of(Workload.ECHO, 1, 64);

        assertThat(List.of(cores.ofServer(load), cores.ofClient(load))).containsExactly("1", "5");
        Load shared = load.onBothProcessors();
        assertThat(List.of(cores.ofServer(shared), cores.ofClient(shared))).containsExactly("1,5", "1,5");
    }

    @Test
    void oneProcessorIsTooFew() {
        assertThatThrownBy(() -> Cores.choose(List.of(5), List.of(5)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("may use only [5]");
    }
}
