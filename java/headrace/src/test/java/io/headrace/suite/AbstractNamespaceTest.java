// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.AbstractNamespaceAddress;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.NeedsUnixDomain;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names in Linux's abstract namespace. */
@Bounded
@OnHeadrace
@NeedsUnixDomain
class AbstractNamespaceTest {
    private final AbstractNamespaceAddress name = AbstractNamespaceAddress.of("headrace-" + UUID.randomUUID());

    @AutoClose
    private final ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);

    @AutoClose
    private final SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);

    AbstractNamespaceTest() throws IOException {}

    @BeforeEach
    void onLinux() {
        Proc.assumePresent();
    }

    @Test
    void aListenerIsFoundByItsName() throws IOException {
        client.connect(listener.bind(name).getLocalAddress());
        assertThat(client.getRemoteAddress()).isEqualTo(name);
        try (SocketChannel server = listener.accept()) {
            assertThat(server.getLocalAddress()).isEqualTo(name);
        }
    }

    @Test
    void aNameIsFreeWhenItsListenerIsClosed() throws IOException {
        listener.bind(name);
        try (ServerSocketChannel next = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThatThrownBy(() -> next.bind(name)).isExactlyInstanceOf(BindException.class);
            listener.close();
            next.bind(name);
        }
    }

    /** Code that knows the JDK's channels alone meets no other class of address. */
    @Test
    void aPeerWithAnAbstractNameIsUnnamed() throws IOException {
        listener.bind(name);
        client.bind(AbstractNamespaceAddress.of("peer-" + UUID.randomUUID())).connect(name);
        try (SocketChannel server = listener.accept()) {
            assertThat(server.getRemoteAddress()).isEqualTo(UnixDomainSocketAddress.of(""));
        }
    }

    @Test
    void aNameIsAnyBytes() throws IOException {
        byte[] bytes = {
            0, 'h', 'r', (byte) 0xff, '/', 0, 1, (byte) ProcessHandle.current().pid()
        };
        client.connect(listener.bind(AbstractNamespaceAddress.of(bytes)).getLocalAddress());
        assertThat(((AbstractNamespaceAddress) listener.getLocalAddress()).bytes())
                .isEqualTo(bytes);
    }

    @Test
    void aNameMayHave107Bytes() throws IOException {
        String padding = "p".repeat(107 - name.bytes().length);
        listener.bind(AbstractNamespaceAddress.of(name.toString().substring(1) + padding));
        AbstractNamespaceAddress longer = AbstractNamespaceAddress.of("p".repeat(108));
        assertThatThrownBy(() -> client.connect(longer)).isExactlyInstanceOf(SocketException.class);
    }
}
