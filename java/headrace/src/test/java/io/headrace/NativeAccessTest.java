// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeAccessTest {

    @ParameterizedTest
    @CsvSource({
        "-Xmx1g, WARNED",
        "--illegal-native-access=deny, DENIED",
        "--illegal-native-access=warn, WARNED",
        "--enable-native-access=ALL-UNNAMED --illegal-native-access=deny, GRANTED",
    })
    void theCommandLineDecides(String arguments, NativeAccess access) {
        assertThat(NativeAccess.of(List.of(arguments.split(" ")))).isEqualTo(access);
    }
}
