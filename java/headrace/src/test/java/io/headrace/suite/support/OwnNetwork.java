// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;

/** A program of the suite in a network namespace of its own, whose interfaces a shell script makes. */
public final class OwnNetwork {
    private final List<String> wrapper;

    /** @param setUp runs as root of the namespace before the program, by {@code sh -e} */
    public OwnNetwork(String setUp) {
        wrapper = List.of("unshare", "--net", "--map-root-user", "sh", "-ec", setUp + "exec \"$@\"\n", "sh");
    }

    /** Skips the tests where there are no such namespaces, and says what is missing. */
    public static void assumePossible() throws IOException, InterruptedException {
        Tool.assumePresent("unshare");
        Tool.assumePresent("ip");
        Process probe = new ProcessBuilder("unshare", "--net", "--map-root-user", "ip", "link", "add", "type", "veth")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeTrue(probe.waitFor() == 0, "this user may not make networks");
    }

    public ForkedJvm jvm(Class<?> program) {
        return new ForkedJvm(program).under(wrapper.toArray(String[]::new));
    }
}
