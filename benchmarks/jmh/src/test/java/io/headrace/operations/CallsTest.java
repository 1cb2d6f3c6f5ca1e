// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CallsTest {
    @Test
    void countsAreReadFromWhatStracePrints() {
        List<String> lines = List.of(
                "    calls syscall",
                "--------- ----------------",
                "     8021 epoll_wait",
                "     4003 epoll_ctl",
                "--------- ----------------",
                "    12024 total");

        assertThat(Calls.parse(lines))
                .containsExactlyInAnyOrderEntriesOf(Map.of("epoll_wait", 8021L, "epoll_ctl", 4003L));
    }

    @Test
    void theSumComesBeforeItsParts() {
        assertThat(Calls.describe(new TreeMap<>(Map.of("epoll_wait", 1.0, "epoll_ctl", 0.5))))
                .isEqualTo("    1.50   epoll_ctl 0.50  epoll_wait 1.00");
    }
}
