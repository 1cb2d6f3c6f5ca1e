// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headrace.suite.program.LinkLocalProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Link-local addresses of this host, without a scope id and with one. */
@Bounded
class LinkLocalTest {
    /** Interface 1 alone has fe80::1, two others have fe80::2. */
    private static final List<String> IN_A_NETWORK_OF_ITS_OWN =
            List.of("unshare", "--net", "--map-root-user", "sh", "-ec", """
            ip link add left type veth peer name right
            for name in lo left right; do ip link set $name up; done
            ip address add fe80::1/64 dev lo nodad
            ip address add fe80::2/64 dev left nodad
            ip address add fe80::2/64 dev right nodad
            exec "$@"
            """, "sh");

    @BeforeAll
    static void needNetworks() throws IOException, InterruptedException {
        Tool.assumePresent("unshare");
        Tool.assumePresent("ip");
        List<String> command = new ArrayList<>(IN_A_NETWORK_OF_ITS_OWN);
        command.add("true");
        assumeTrue(new ProcessBuilder(command).start().waitFor() == 0, "this user may not make networks");
    }

    private static List<String> uses(String host) throws IOException, InterruptedException {
        return new ForkedJvm(LinkLocalProgram.class)
                .under(IN_A_NETWORK_OF_ITS_OWN.toArray(String[]::new))
                .run(host);
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
