// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LastAddressTest {
    private final LastAddress last = new LastAddress();
    private final ByteBuffer memory = Addresses.allocate();

    private static InetSocketAddress address(String host, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    private InetSocketAddress read(int family, InetSocketAddress address) throws IOException {
        Addresses.write(memory, family, address);
        return last.read(memory);
    }

    @Test
    void theSameAddressIsTheSameObject() throws IOException {
        InetSocketAddress first = read(Sockets.INET6, address("::1", 7));
        assertThat(first).isEqualTo(address("::1", 7));
        assertThat(read(Sockets.INET6, address("::1", 7))).isSameAs(first);
    }

    @Test
    void eachPartOfAnAddressCounts() throws IOException {
        read(Sockets.INET6, address("::1", 7));
        assertThat(read(Sockets.INET6, address("::1", 8))).isEqualTo(address("::1", 8));
        assertThat(read(Sockets.INET6, address("::2", 8))).isEqualTo(address("::2", 8));
        assertThat(read(Sockets.INET6, address("fd00::2", 8))).isEqualTo(address("fd00::2", 8));
        assertThat(read(Sockets.INET6, address("127.0.0.1", 8))).isEqualTo(address("127.0.0.1", 8));
        assertThat(read(Sockets.INET4, address("127.0.0.2", 8))).isEqualTo(address("127.0.0.2", 8));
    }

    @Test
    void whatLiesBehindAnIpv4AddressDoesNotCount() throws IOException {
        InetSocketAddress first = read(Sockets.INET4, address("127.0.0.1", 7));
        memory.putInt(20, 1).putLong(24, 2);
        assertThat(read(Sockets.INET4, address("127.0.0.1", 7))).isSameAs(first);
    }

    @Test
    void whatWasWrittenIsWrittenAgain() throws IOException {
        for (InetSocketAddress to : new InetSocketAddress[] {address("127.0.0.1", 7), address("fd00::2", 9)}) {
            for (int i = 0; i < 2; i++) {
                for (int at = 0; at < Addresses.SIZE; at++) {
                    memory.put(at, (byte) -1);
                }
                last.write(memory, Sockets.INET6, to);
                assertThat(Addresses.read(memory)).isEqualTo(to);
            }
        }
    }

    @Test
    void noAddressIsNull() {
        memory.putInt(0, 0);
        assertThat(last.read(memory)).isNull();
    }
}
