// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.Summary;
import io.headrace.benchmarks.Summary.Block;
import java.util.function.ToDoubleFunction;

/** What of two runs is compared, and the words for it. */
enum ComparedFigure {
    REQUESTS("requests/s", true, "faster", "slower", Block::requestsPerSecond),
    CPU("CPU a request", false, "less CPU", "more CPU", Block::cpuPerRequest),
    P99("p99", false, "faster", "slower", Block::latency99Ns);

    private final String title;
    private final boolean moreIsBetter;
    private final String better;
    private final String worse;
    private final ToDoubleFunction<Block> value;

    ComparedFigure(String title, boolean moreIsBetter, String better, String worse, ToDoubleFunction<Block> value) {
        this.title = title;
        this.moreIsBetter = moreIsBetter;
        this.better = better;
        this.worse = worse;
        this.value = value;
    }

    String title() {
        return title;
    }

    /** What a difference is called. */
    String word(Verdict verdict) {
        return verdict == Verdict.BETTER ? better : worse;
    }

    double[] blocks(Summary summary) {
        return summary.each(value);
    }

    Verdict verdict(Interval ratio) {
        return Verdict.of(ratio, moreIsBetter);
    }

    /** Such as "faster by 6.1 % ±2.0 %", "within the noise ±4.0 %". */
    String say(Interval ratio) {
        Verdict verdict = verdict(ratio);
        if (verdict == Verdict.WITHIN) {
            return Verdict.WITHIN_THE_NOISE + " " + Format.noise(ratio);
        }
        double percent = Math.abs(ratio.mean() - 1) * 100;
        String word = word(verdict);
        return Format.text(
                percent < 100 ? "%s by %.1f %% %s" : "%s by %,.0f %% %s", word, percent, Format.noise(ratio));
    }
}
