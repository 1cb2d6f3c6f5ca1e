// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.LinkLocalProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.OwnNetwork;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Link-local addresses of this host, without a scope id and with one. */
@Bounded
class LinkLocalTest {
    /** Interface 1 alone has fe80::1, two others have fe80::2. */
    private static final OwnNetwork NETWORK = new OwnNetwork("""
            ip link add left type veth peer name right
            for name in lo left right; do ip link set $name up; done
            ip address add fe80::1/64 dev lo nodad
            ip address add fe80::2/64 dev left nodad
            ip address add fe80::2/64 dev right nodad
            """);

    @BeforeAll
    static void needNetworks() throws IOException, InterruptedException {
        OwnNetwork.assumePossible();
    }

    private static List<String> uses(String host) throws IOException, InterruptedException {
        return NETWORK.jvm(LinkLocalProgram.class).run(host);
    }

    private static List<String> each(String answer) {
        return List.of(
                "bind a client: " + answer,
                "connect: " + answer,
                "bind for datagrams: " + answer,
                "connect for datagrams: " + answer,
                "send: " + answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1", "fe80::1%lo", "fe80::1%1"})
    void anAddressOfOneInterfaceNeedsNoScope(String host) throws IOException, InterruptedException {
        assertThat(uses(host)).isEqualTo(each("1"));
    }

    @Test
    void anAddressOfTwoInterfacesIsRefusedWithoutAScope() throws IOException, InterruptedException {
        assertThat(uses("fe80::2")).isEqualTo(each("refused"));
    }
}
