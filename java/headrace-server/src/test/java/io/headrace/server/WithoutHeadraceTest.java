// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.server.program.WithoutHeadrace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The toolkit does not need Headrace. */
@Bounded
class WithoutHeadraceTest {
    @Test
    void serversRunWhereThereIsNoHeadrace() throws Exception {
        List<String> printed = new ForkedJvm(WithoutHeadrace.class)
                .onlyWith(location(Server.class), location(WithoutHeadrace.class))
                .run();
        assertThat(printed)
                .containsExactly(
                        "no Headrace", "reply 42", "EDGE needs the provider io.headrace.HeadraceSelectorProvider");
    }

    private static Path location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
