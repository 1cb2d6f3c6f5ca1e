// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.Summary;
import io.headrace.benchmarks.Summary.Block;
import java.util.function.ToDoubleFunction;

/** What of two runs is compared, and the words for it. */
enum ComparedFigure {
    REQUESTS(
            new RatioWords("requests/s", "Fewer requests/s", "More requests/s", "answers", "requests/s"),
            true,
            "faster",
            "slower",
            Block::requestsPerSecond),
    CPU(
            new RatioWords("CPU a request", "Less CPU a request", "More CPU a request", "uses", "CPU"),
            false,
            "less CPU",
            "more CPU",
            Block::cpuPerRequest),
    P99(new RatioWords("p99", "Lower p99", "Higher p99", "has", "p99"), false, "faster", "slower", Block::latency99Ns);

    private final RatioWords words;
    private final boolean moreIsBetter;
    private final String better;
    private final String worse;
    private final ToDoubleFunction<Block> value;

    ComparedFigure(RatioWords words, boolean moreIsBetter, String better, String worse, ToDoubleFunction<Block> value) {
        this.words = words;
        this.moreIsBetter = moreIsBetter;
        this.better = better;
        this.worse = worse;
        this.value = value;
    }

    String title() {
        return words.title();
    }

    RatioWords words() {
        return words;
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
