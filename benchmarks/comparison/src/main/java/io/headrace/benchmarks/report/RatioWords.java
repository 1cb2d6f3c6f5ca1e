// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The words for ratios of a figure: headrace-tracked "uses" 0.71 of the JDK's "CPU". */
record RatioWords(String title, String less, String more, String verb, String noun) {

    /** A line for those below 1, one for those above it, and one for those in which no difference is shown. */
    List<String> lines(String baseline, Map<String, Interval> ratios) {
        List<String> lines = new ArrayList<>();
        different(lines, less, baseline, ratios, ratio -> ratio.mean() < 1);
        different(lines, more, baseline, ratios, ratio -> ratio.mean() > 1);
        String same = ratios.entrySet().stream()
                .filter(entry -> !entry.getValue().differsFromOne())
                .map(entry -> "%s (%s)".formatted(entry.getKey(), Format.hidden(entry.getValue())))
                .collect(Collectors.joining(", "));
        if (!same.isEmpty()) {
            lines.add("%s, %s: %s.".formatted(title, Findings.NO_DIFFERENCE, same));
        }
        return lines;
    }

    private void different(
            List<String> lines,
            String side,
            String baseline,
            Map<String, Interval> ratios,
            Predicate<Interval> isThere) {
        Map<String, Interval> those = new LinkedHashMap<>(ratios);
        those.values().removeIf(ratio -> !ratio.differsFromOne() || !isThere.test(ratio));
        if (!those.isEmpty()) {
            lines.add(those.entrySet().stream()
                    .skip(1)
                    .map(entry -> ", %s %s".formatted(entry.getKey(), Format.ratio(entry.getValue())))
                    .collect(Collectors.joining("", "%s: %s".formatted(side, first(baseline, those)), ".")));
        }
    }

    /** Such as "headrace-tracked uses 0.71 of the JDK's CPU (0.64…0.78)". */
    private String first(String baseline, Map<String, Interval> those) {
        Map.Entry<String, Interval> one = those.entrySet().iterator().next();
        Interval ratio = one.getValue();
        if (ratio.isTooWide()) {
            return "%s, next to %s %s".formatted(one.getKey(), Findings.reader(baseline), Format.ratio(ratio));
        }
        return "%s %s %s %s %s's %s (%s)"
                .formatted(
                        one.getKey(),
                        verb,
                        Format.shortRatio(ratio),
                        ratio.mean() < 1 ? "of" : "times",
                        Findings.reader(baseline),
                        noun,
                        Format.bounds(ratio));
    }
}
