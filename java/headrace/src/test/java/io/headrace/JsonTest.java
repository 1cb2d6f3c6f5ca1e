// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The doctor's JSON as a whole is read by a parser in DoctorIT. */
class JsonTest {

    @Test
    void allKindsOfValues() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("list", Arrays.asList(1L, true, null, "x", List.of(), Map.of()));
        object.put("", -1);
        assertThat(Json.write(object)).isEqualTo("{\"list\":[1,true,null,\"x\",[],{}],\"\":-1}");
    }

    @Test
    void whatIsNotPlainAsciiIsEscaped() {
        assertThat(Json.write("a\"\\\n\u007f\u00e9\ud83d\ude00"))
                .isEqualTo("\"a\\u0022\\u005c\\u000a\\u007f\\u00e9\\ud83d\\ude00\"");
    }
}
