// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;

/** Whether this machine has IPv6: containers often have none. */
public final class Ipv6 {
    private static final boolean PRESENT = canBind();

    private Ipv6() {}

    private static boolean canBind() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    public static boolean isPresent() {
        return PRESENT;
    }

    /** Skips the test where there is none. */
    public static void assumePresent() {
        assumeTrue(PRESENT, "no IPv6");
    }

    /** Skips the test of a family that this machine does not have. */
    public static void assumeFor(ProtocolFamily family) {
        assumeTrue(PRESENT || family != StandardProtocolFamily.INET6, "no IPv6");
    }
}
