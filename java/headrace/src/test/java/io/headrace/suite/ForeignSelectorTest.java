// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.ForeignSelectorProgram;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.OnHeadrace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * A selector of the JDK that is given a channel of Headrace, with the export that makes transferTo direct and
 * without.
 */
@DisabledIfSystemProperty(named = OnHeadrace.PROVIDER, matches = ".*", disabledReason = "the default is not the JDK's")
class ForeignSelectorTest {
    private static final String CAUSE =
            "a channel of provider io.headrace.HeadraceSelectorProvider cannot be registered"
                    + " with a selector of the JDK's provider: open both from one provider,"
                    + " HeadraceSelectorProvider.provider() or SelectorProvider.provider();"
                    + " with Headrace's agent (-javaagent:headrace-VERSION-all.jar) both are Headrace";

    @Test
    void withTheExportItsNextSelectRefusesTheChannelOnceAndLaterOnesNeverReportIt() throws Exception {
        assertThat(new ForkedJvm(ForeignSelectorProgram.class)
                        .with("--add-exports=java.base/sun.nio.ch=ALL-UNNAMED")
                        .run())
                .containsExactly("register true", "select refused: " + CAUSE, "again 0", "closed 0", "keys 0");
    }

    @Test
    void withoutItRefusesTheChannelWhenItIsRegistered() throws Exception {
        assertThat(new ForkedJvm(ForeignSelectorProgram.class).run())
                .containsExactly("register refused: null", "select 0", "again 0", "closed 0", "keys 0");
    }
}
