// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.HostInfoProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The address in the text of a failure to connect, where {@code jdk.includeInExceptions} asks for it. */
@Bounded
class HostInfoTest {
    private static String[] hosts() {
        return new String[] {"127.0.0.1", "localhost"};
    }

    @Test
    void theAddressIsThereWhereItIsAskedFor() throws IOException, InterruptedException {
        assertThat(new ForkedJvm(HostInfoProgram.class)
                        .with("-Djdk.includeInExceptions=hostInfo")
                        .run(hosts()))
                .contains("Connection refused: /127.0.0.1:PORT", "Connection refused: localhost/127.0.0.1:PORT");
    }

    @Test
    void elseItIsNot() throws IOException, InterruptedException {
        assertThat(new ForkedJvm(HostInfoProgram.class)
                        .with("-Djdk.includeInExceptions=")
                        .run(hosts()))
                .contains("Connection refused")
                .noneMatch(line -> line.contains("PORT"));
    }
}
