// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.PrivilegedOptionProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.OwnNetwork;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Options that need privileges, as root of a network of its own. */
@Bounded
@OnHeadrace
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "HeadraceSocketOptions has no options of Windows")
class PrivilegedOptionTest {
    private static final OwnNetwork NETWORK = new OwnNetwork("""
            ip link set lo up
            """);

    @BeforeAll
    static void needNetworks() throws IOException, InterruptedException {
        OwnNetwork.assumePossible();
    }

    @Test
    void rootMaySetThem() throws IOException, InterruptedException {
        assertThat(NETWORK.jvm(PrivilegedOptionProgram.class).run())
                .containsExactly(
                        "IP_TRANSPARENT true",
                        "SO_MARK 77",
                        "SO_BINDTODEVICE lo",
                        "SO_BINDTODEVICE: No such device",
                        "bound to 192.0.2.1",
                        "connected by lo");
    }
}
