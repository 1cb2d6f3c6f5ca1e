// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private final ByteBuffer memory = FakeMemory.address();

    private long inet4(int family, InetSocketAddress address) throws IOException {
        Addresses.write(memory, family, address);
        return Addresses.inet4(memory);
    }

    private static InetSocketAddress address(String host, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 1", "255.254.253.252, 65535", "1.2.3.4, 32768"})
    void anIpv4AddressIsReadFromItsWord(String host, int port) throws IOException {
        assertThat(Addresses.ofInet4(inet4(Sockets.INET4, address(host, port)))).isEqualTo(address(host, port));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 1", "255.254.253.252, 65535", "1.2.3.4, 32768"})
    void aMappedAddressIsReadFromItsWord(String host, int port) throws IOException {
        assertThat(Addresses.ofInet4(inet4(Sockets.INET6, address(host, port)))).isEqualTo(address(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "::127.0.0.1", "fd00::ffff:7f00:1", "::ffff:0:7f00:1", "::fffe:7f00:1"})
    void anIpv6AddressHasNoWord(String host) throws IOException {
        assertThat(inet4(Sockets.INET6, address(host, 1))).isZero();
    }

    @Test
    void noAddressAndAPathHaveNoWord() {
        Addresses.writePath(memory, new byte[] {'a', 'b'});
        assertThat(Addresses.inet4(memory)).isZero();
        memory.putInt(0, 0);
        assertThat(Addresses.inet4(memory)).isZero();
    }

    /** Linux takes the one for ::1, the other for 127.0.0.1. */
    @Test
    void theIpv4WildcardIsThatOfIpv6ToBindToAndAnIpv4AddressToSendTo() throws IOException {
        InetSocketAddress wildcard = address("0.0.0.0", 1);
        Addresses.write(memory, Sockets.INET6, wildcard);
        assertThat(Addresses.read(memory)).isEqualTo(address("::", 1));
        Addresses.writeTarget(memory, Sockets.INET6, wildcard);
        assertThat(Addresses.read(memory)).isEqualTo(wildcard);
    }
}
