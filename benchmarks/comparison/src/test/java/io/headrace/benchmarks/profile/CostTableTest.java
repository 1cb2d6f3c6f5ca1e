// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.benchmarks.WindowSample;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostTableTest {
    private static final String JDK = "java/lang/Thread.run_[0];sun/nio/ch/SelectorImpl.select_[j] ";
    private static final String HEADRACE =
            "java/lang/Thread.run_[0];io/headrace/nio/selector/ReadinessSelector.select_[j] ";
    private static final String KERNEL = "java/lang/Thread.run_[0];do_syscall_64_[k];__x64_sys_epoll_wait_[k] ";
    private static final String COMPILER = "libjvm.so`thread_native_entry;libjvm.so`CompileBroker::loop ";

    @Test
    void aRowIsItsShareOfTheSamplesTimesTheCpuTimeOfARequest() throws IOException {
        assertThat(print(window("jdk", 0, 8, JDK + 1, KERNEL + 3), window("jdk", 1, 8, JDK + 1, KERNEL + 3)))
                .containsPattern("\n  JDK, sun.nio.ch +2\\.00\n")
                .containsPattern("\n  epoll_wait +6\\.00\n")
                .containsPattern("\nall +8\\.00\n");
    }

    @Test
    void theWindowsOfABlockAreAveragedAndTheBlocksComparedInPairs() throws IOException {
        String table = print(
                window("jdk", 0, 1, JDK + 1),
                window("headrace", 0, 2, HEADRACE + 1),
                window("headrace", 0, 4, HEADRACE + 1),
                window("jdk", 1, 5, JDK + 1),
                window("headrace", 1, 7, HEADRACE + 1));

        assertThat(table).containsPattern("\nall +3\\.00 +5\\.00 +\\+2\\.00 ±0\\.00");
    }

    @Test
    void theIntervalIsOfTheDifferencesOfTheBlocks() {
        Difference difference = Difference.of(new double[] {3, 5}, new double[] {1, 2});

        // two blocks: Student's t has one degree of freedom, the 99 % quantile is 63.66
        assertThat(difference.print()).isEqualTo("+2.50 ±31.83");
    }

    @Test
    void theCompilersTimeIsInTheSumButNotInUser() throws IOException {
        String table = print(window("jdk", 0, 4, JDK + 1, COMPILER + 3), window("jdk", 1, 4, JDK + 1, COMPILER + 3));

        assertThat(table).containsPattern("\nuser, by whose code ran +1\\.00\n").containsPattern("\nall +4\\.00");
    }

    @Test
    void whatRoundsToNothingIsLeftOut() throws IOException {
        assertThat(print(window("jdk", 0, 1, JDK + 999, KERNEL + 1), window("jdk", 1, 1, JDK + 999, KERNEL + 1)))
                .doesNotContain("epoll_wait");
    }

    private static String print(Measured... windows) throws IOException {
        return CostTable.of(List.of(windows)).print();
    }

    private static Measured window(String implementation, int block, int cpuMicros, String... stacks)
            throws IOException {
        WindowSample sample =
                WindowSample.parse("{\"requests\":1000000,\"seconds\":1,\"server_cpu_seconds\":%d,\"latency_ns\":[]}"
                        .formatted(cpuMicros));
        return new Measured(implementation, block, sample, Samples.of(List.of(stacks)));
    }
}
