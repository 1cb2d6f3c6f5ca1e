// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeProgramTest {
    private static final NativeProgram PROGRAM = new NativeProgram("poll", 1, 1000);

    @Test
    void aServerWithAnotherNumberOfThreadsIsRefused() {
        ServerReady alone = new ServerReady(1, Map.of("loop", "poll", "idle_threads", "0"));

        assertThatThrownBy(() -> PROGRAM.verify(alone))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("idle_threads=0");
    }

    @Test
    void aServerWithItsThreadsIsTaken() throws IOException {
        PROGRAM.verify(new ServerReady(1, Map.of("loop", "poll", "idle_threads", "1")));
    }

    @Test
    void theLimitOfSeveralThreadsIsInTheFullRunAlone() {
        assertThat(List.of(Selection.QUICK, Selection.STANDARD, Selection.FULL))
                .extracting(selection -> selection.implementations().stream()
                        .anyMatch(one -> one.name().equals("c-epoll-threads")))
                .containsExactly(false, false, true);
    }
}
