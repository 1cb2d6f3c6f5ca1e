// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.DescriptorLimitProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A process that has no descriptors left: an IOException each time, none lost, and all goes on when there are some. */
@Bounded
class DescriptorLimitTest {
    @Test
    void withoutDescriptorsOpenAndAcceptFailAndLoseNone() throws IOException, InterruptedException {
        Proc.assumePresent();
        assertThat(new ForkedJvm(DescriptorLimitProgram.class)
                        .under("sh", "-c", "ulimit -n 100 && exec \"$@\"", "sh")
                        .run())
                .contains("passed");
    }
}
