// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AgentOptionsTest {

    @Test
    void eachOptionIsThePropertyOfItsName() {
        assertThat(AgentOptions.parse("mode=level,library.path=/a b=c/x.so"))
                .containsEntry("io.headrace.mode", "level")
                .containsEntry("io.headrace.library.path", "/a b=c/x.so")
                .hasSize(2);
    }

    @Test
    void noOptionsAreNoProperties() {
        assertThat(AgentOptions.parse("")).isEmpty();
    }

    @Test
    void anUnknownOptionIsNamedWithWhatIsAllowed() {
        assertThatThrownBy(() -> AgentOptions.parse("mode=level,moed=edge"))
                .hasMessage("unknown option \"moed=edge\", allowed are mode, backend, fallback, spin, readahead,"
                        + " threads, announce, library.path, tmpdir,"
                        + " each with =VALUE, separated by commas");
    }
}
