// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Proc;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Another process holds the description of a closed channel, as a child does between fork and exec: its registration
 * would report for ever. Here perl takes a copy by pidfd_getfd(2).
 */
@Bounded
@OnHeadrace
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no child process holds a socket there")
class SharedDescriptionTest {
    private static final String HOLDER = "$| = 1; my $process = syscall(434, $ARGV[0] + 0, 0);"
            + "my $copy = syscall(438, $process, $ARGV[1] + 0, 0); "
            + "print $copy < 0 ? qq(failed: $!\\n) : qq(held\\n); <STDIN>;";

    /** The process has a copy of the descriptor when this returns. */
    private static Process hold(String descriptor) throws IOException {
        Process holder;
        try {
            holder = new ProcessBuilder(
                            "perl", "-e", HOLDER, "" + ProcessHandle.current().pid(), descriptor)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("no perl: " + e.getMessage());
            return null;
        }
        BufferedReader output = holder.inputReader();
        String answer = output.readLine();
        Assumptions.assumeTrue("held".equals(answer), "pidfd_getfd: " + answer);
        return holder;
    }

    @ParameterizedTest
    @EnumSource
    void aClosedChannelWhoseDescriptionLivesOnDoesNotSpinASelect(TriggerMode mode) throws IOException {
        Proc.assumePresent();
        try (HeadraceSelector selector = HeadraceSelectorProvider.provider().openSelector(mode);
                ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Set<String> before = Proc.sockets();
            SocketChannel channel = SocketChannel.open();
            Set<String> opened = Proc.sockets();
            opened.removeAll(before);
            assertThat(opened).hasSize(1);
            channel.connect(listener.getLocalSocketAddress());
            channel.configureBlocking(false).register(selector, OP_READ | OP_WRITE);
            try (Socket peer = listener.accept()) {
                peer.getOutputStream().write(1);
                assertThat(selector.select()).isEqualTo(1);
                Process holder = hold(opened.iterator().next());
                channel.close();
                long waits = selector.statistics().waits();
                assertThat(selector.select(200)).isZero();
                assertThat(selector.statistics().waits() - waits).isLessThan(10);
                holder.destroy();
            }
        }
    }
}
