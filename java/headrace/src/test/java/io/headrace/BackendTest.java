// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackendTest {
    private static final Transport STUB = new Fake("stub", "not supported");

    private record Fake(String backend, String refusal) implements Transport {
        @Override
        public Sockets sockets() {
            throw new UnsupportedOperationException("sockets");
        }

        @Override
        public Poller openPoller() {
            throw new UnsupportedOperationException("openPoller");
        }
    }

    private static Transport opens(String name) {
        return new Fake(name, null);
    }

    private static Transport refuses(String name) {
        return new Fake(name, "Operation not permitted");
    }

    @Test
    void theFirstBackendOfTheLibraryIsTaken() throws IOException {
        Backend backend = Backend.choose("auto", List.of(opens("epoll"), opens("poll"), STUB));
        assertThat(backend.transport().backend()).isEqualTo("epoll");
        assertThat(backend.refusals()).isEmpty();
    }

    @Test
    void oneThatDoesNotOpenIsPassedOverAndNamed() throws IOException {
        Backend backend = Backend.choose("auto", List.of(refuses("epoll"), opens("poll"), STUB));
        assertThat(backend.transport().backend()).isEqualTo("poll");
        assertThat(backend.refusals()).containsExactly("epoll does not open: Operation not permitted");
    }

    @Test
    void whereNoneOpensEachIsNamed() {
        assertThatThrownBy(() -> Backend.choose("auto", List.of(refuses("epoll"), refuses("poll"), STUB)))
                .isInstanceOf(IOException.class)
                .hasMessage("no backend opens here: epoll does not open: Operation not permitted;"
                        + " poll does not open: Operation not permitted");
    }

    @Test
    void aLibraryWithOnlyTheStubHasNoBackend() {
        assertThatThrownBy(() -> Backend.choose("auto", List.of(STUB)))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no backend for this platform yet: its library has only [stub]");
    }

    @Test
    void oneThatIsNamedAndDoesNotOpenIsAnErrorThatNamesTheOthers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backend.choose("epoll", List.of(refuses("epoll"), opens("poll"), STUB)))
                .withMessage("io.headrace.backend: \"epoll\" does not open here (Operation not permitted);"
                        + " there are: poll, stub");
    }

    @Test
    void oneThatTheLibraryLacksIsAnErrorThatNamesAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backend.choose("iocp", List.of(opens("epoll"), STUB)))
                .withMessage("io.headrace.backend: no backend \"iocp\" here; there are: epoll, stub");
    }

    @Test
    void theStubIsTakenWhereItIsNamed() throws IOException {
        assertThat(Backend.choose("stub", List.of(opens("epoll"), STUB)).transport())
                .isSameAs(STUB);
    }
}
