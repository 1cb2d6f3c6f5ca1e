// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static io.headrace.JvmRun.LIBRARY;
import static io.headrace.JvmRun.PROVIDER;
import static io.headrace.JvmRun.java;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees of a property with a wrong value: an error that no fallback hides. */
class WrongSettingsTest {

    public static final class OpenSelector {

        private OpenSelector() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("opened " + Selector.open());
        }
    }

    public static final class MakeProvider {

        private MakeProvider() {}

        public static void main(String[] arguments) {
            System.out.println("made " + HeadraceSelectorProvider.provider());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "io.headrace.mode=fast | io.headrace.mode is \"fast\", allowed are tracked, level, oneshot, edge",
                "io.headrace.fallback=no | io.headrace.fallback is \"no\", allowed are jdk, fail",
                "io.headrace.backend=x | io.headrace.backend is \"x\","
                        + " allowed are auto, epoll, poll, kqueue, iocp, stub",
                "io.headrace.backend=iocp | io.headrace.backend: no backend \"iocp\" here; there are: epoll, poll",
                "io.headrace.moed=level | unknown property io.headrace.moed, allowed are io.headrace.mode, ",
            })
    void theJvmsProviderSaysItInOneLineAndOpensNothing(String property, String cause) throws Exception {
        assertThat(java(PROVIDER, "-Dio.headrace.library.path=" + LIBRARY, "-D" + property)
                        .prints(OpenSelector.class))
                .startsWith("Headrace: " + cause)
                .contains("Exception in thread \"main\" java.io.IOException: Headrace is not available: " + cause)
                .doesNotContain("opened", "Error");
    }

    @Test
    void aProviderBesideTheJdksCannotBeMade() throws Exception {
        assertThat(java("-Dio.headrace.mode=fast").prints(MakeProvider.class))
                .contains("Exception in thread \"main\" java.lang.IllegalArgumentException: "
                        + "io.headrace.mode is \"fast\"");
    }

    @Test
    void availabilityTellsItWithoutThrowing() throws Exception {
        assertThat(java("-Dio.headrace.mode=fast").prints(Report.class))
                .startsWith("unavailable: io.headrace.mode is \"fast\", allowed are ");
    }
}
