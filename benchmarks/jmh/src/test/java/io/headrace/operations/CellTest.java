// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CellTest {
    @Test
    void theJdkOnEpollComesFirstAndOnce() {
        assertThat(Cell.of(List.of("tracked", "jdk"), List.of("poll", "epoll")))
                .extracting(Cell::name)
                .containsExactly("jdk-epoll", "tracked-poll", "jdk-poll", "tracked-epoll");
    }

    @Test
    void plainCIsOverEpollAlone() {
        assertThat(Cell.of(List.of("c"), List.of("epoll", "poll")))
                .extracting(Cell::name)
                .containsExactly("jdk-epoll", "c-epoll");
    }

    @Test
    void anUnknownProviderIsRefusedByName() {
        assertThatThrownBy(() -> Cell.of(List.of("tracked", "nio"), List.of("epoll")))
                .hasMessage("unknown provider \"nio\", allowed are jdk, tracked, level, oneshot, edge, c");
    }

    @Test
    void anUnknownBackendIsRefusedByName() {
        assertThatThrownBy(() -> Cell.of(List.of("tracked"), List.of("kqueue")))
                .hasMessage("unknown backend \"kqueue\", allowed are epoll, poll");
    }
}
