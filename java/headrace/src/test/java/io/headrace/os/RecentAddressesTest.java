// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RecentAddressesTest {
    private final RecentAddresses recent = new RecentAddresses();
    private final ByteBuffer memory = FakeMemory.address();

    private static InetSocketAddress address(String host, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    private InetSocketAddress read(int family, InetSocketAddress address) throws IOException {
        Addresses.write(memory, family, address);
        return recent.read(memory);
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
                recent.write(memory, Sockets.INET6, to);
                assertThat(Addresses.read(memory)).isEqualTo(to);
            }
        }
    }

    @Test
    void noAddressIsNull() throws IOException {
        for (int i = 0; i < 2; i++) {
            memory.putInt(0, 0);
            assertThat(recent.read(memory)).isNull();
            read(Sockets.INET4, address("127.0.0.1", 7));
        }
    }

    @Test
    void hundredsOfSendersAreKnownAgain() throws IOException {
        InetSocketAddress[] senders = new InetSocketAddress[300];
        for (int i = 0; i < senders.length; i++) {
            senders[i] = read(Sockets.INET6, address("127.0.0.1", 40_000 + i));
        }
        for (int i = 0; i < senders.length; i++) {
            assertThat(read(Sockets.INET6, address("127.0.0.1", 40_000 + i))).isSameAs(senders[i]);
        }
    }

    @Test
    void ofTooManySendersEachIsReadRightly() throws IOException {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4 * RecentAddresses.MOST; i++) {
                InetSocketAddress sender = address("10.1." + i % 7 + ".1", 1 + i);
                assertThat(read(Sockets.INET4, sender)).isEqualTo(sender);
            }
        }
    }

    @Test
    void sendersOfTodayTakeThePlacesOfThoseOfYesterday() throws IOException {
        for (int i = 0; i < 4 * RecentAddresses.MOST; i++) {
            read(Sockets.INET4, address("127.0.0.1", 10_000 + i));
        }
        InetSocketAddress[] senders = new InetSocketAddress[100];
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < senders.length; i++) {
                senders[i] = read(Sockets.INET4, address("127.0.0.1", 40_000 + i * i));
            }
        }
        for (int i = 0; i < senders.length; i++) {
            assertThat(read(Sockets.INET4, address("127.0.0.1", 40_000 + i * i)))
                    .isSameAs(senders[i]);
        }
    }

    @Test
    void ofTooManyTargetsEachIsWrittenRightly() throws IOException {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4 * RecentAddresses.MOST; i++) {
                InetSocketAddress target = address("10.1." + i % 7 + ".1", 1 + i);
                recent.write(memory, Sockets.INET4, target);
                assertThat(Addresses.read(memory)).isEqualTo(target);
            }
        }
    }

    @Test
    void anEqualTargetOfAnotherScopeIsWrittenWithItsOwn() throws IOException {
        byte[] host = {(byte) 0xfe, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
        recent.write(memory, Sockets.INET6, address("127.0.0.1", 7));
        for (int scope : new int[] {3, 4, 3}) {
            recent.write(memory, Sockets.INET6, new InetSocketAddress(Inet6Address.getByAddress(null, host, scope), 7));
            InetSocketAddress written = Addresses.read(memory);
            assertThat(((Inet6Address) written.getAddress()).getScopeId()).isEqualTo(scope);
        }
    }
}
