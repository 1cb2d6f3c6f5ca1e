// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a thread asks of the system that blocks, and one that ends its wait. */
class BlockedThreadsTest {
    private static final long SOCKET = 3;
    private static final long WAKE = 77;
    private static final long NO_MEMORY = -(OsError.MEMORY | 12 << 8);

    private interface During {
        void run() throws IOException;
    }

    private final List<String> calls = new ArrayList<>();
    private long opened = WAKE;
    private During duringWait = () -> {};

    private final Sockets sockets = (Sockets) Proxy.newProxyInstance(
            Sockets.class.getClassLoader(), new Class<?>[] {Sockets.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                return switch (method.getName()) {
                    case "openWake" -> opened;
                    case "await" -> {
                        duringWait.run();
                        yield 0L;
                    }
                    case "signalWake" -> {
                        assertThat(arguments).containsExactly(WAKE);
                        yield 0L;
                    }
                    case "errorText" -> "Cannot allocate memory";
                    default -> null;
                };
            });

    private final BlockedThreads blocked = new BlockedThreads(sockets, SOCKET, ChannelKind.TCP_STREAM);

    private void read() throws IOException {
        blocked.await(Poller.READ, BlockedThreads.FOREVER, null);
    }

    @Test
    void aThreadThatNobodyEndsWaitsOnce() throws IOException {
        read();
        assertThat(calls).containsExactly("openWake", "await", "closeWake");
    }

    @Test
    void anEndOfItsDirectionEndsAWait() throws IOException {
        duringWait = () -> blocked.end(Poller.READ);
        read();
        assertThat(calls).containsExactly("openWake", "await", "signalWake", "closeWake");
    }

    @Test
    void anEndOfTheOtherDirectionLeavesAWaitAlone() throws IOException {
        duringWait = () -> blocked.end(Poller.WRITE);
        read();
        assertThat(calls).containsExactly("openWake", "await", "closeWake");
    }

    @Test
    void aDirectionThatHasEndedIsNotWaitedFor() throws IOException {
        blocked.end(Poller.READ);
        read();
        assertThat(calls).containsExactly("openWake", "closeWake");
    }

    @Test
    void nobodyIsSignalledAfterItsWait() throws IOException {
        read();
        calls.clear();
        blocked.end(BlockedThreads.BOTH);
        assertThat(calls).isEmpty();
    }

    @Test
    void withoutMemoryAWaitIsAnError() {
        opened = NO_MEMORY;
        assertThatExceptionOfType(IOException.class).isThrownBy(this::read).withMessageContaining("memory");
        assertThat(calls).doesNotContain("await", "closeWake");
    }
}
