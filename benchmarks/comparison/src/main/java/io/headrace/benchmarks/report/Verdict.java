// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import java.util.Locale;

/** What a ratio says; what is within the noise says nothing. */
enum Verdict {
    BETTER("▲"),
    WORSE("▼"),
    WITHIN("");

    static final String WITHIN_THE_NOISE = "within the noise";

    private final String sign;

    Verdict(String sign) {
        this.sign = sign;
    }

    static Verdict of(Interval ratio, boolean moreIsBetter) {
        if (!ratio.differsFromOne()) {
            return WITHIN;
        }
        return ratio.mean() > 1 == moreIsBetter ? BETTER : WORSE;
    }

    /** For readers who see no colours. */
    String sign() {
        return sign;
    }

    /** The class of its colour in the style sheet. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
