// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The summaries of one scenario, the baseline first, for a terminal of 110 columns. */
final class Table {
    private static final String ROW = "%-17s %18s %15s   %10s %14s %15s   %s%n";

    private final List<Summary> summaries;
    private final Summary baseline;

    Table(List<Summary> summaries) {
        this.summaries = summaries;
        this.baseline = summaries.get(0);
    }

    String print() {
        StringBuilder out = new StringBuilder();
        String ratio = "/ " + baseline.implementation();
        out.append(row("", "requests/s", ratio, "CPU µs", "user + kernel", ratio, "latency µs"));
        out.append(row("", "", "", "a request", "", "", "p50, p99, p99.9"));
        summaries.forEach(summary -> out.append(row(summary)));
        summaries.stream()
                .skip(1)
                .flatMap(summary -> verdicts(summary).stream())
                .forEach(out::append);
        return out.toString();
    }

    private String row(Summary summary) {
        Interval requests = summary.requestsPerSecond();
        double cpu = summary.cpuPerRequest().mean() * 1e6;
        boolean isBaseline = summary == baseline;
        return row(
                summary.implementation(),
                format("%,.0f ±%.1f %%", requests.mean(), requests.noise() * 100),
                isBaseline ? "" : ratio(summary.requestsRatio(baseline)),
                format("%.2f", cpu),
                format("%.2f + %.2f", cpu * summary.userShare(), cpu * (1 - summary.userShare())),
                isBaseline ? "" : ratio(summary.cpuRatio(baseline)),
                latency(summary, 50) + ", " + latency(summary, 99) + ", " + latency(summary, 99.9));
    }

    private List<String> verdicts(Summary summary) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict(summary, "requests/s", summary.requestsRatio(baseline)));
        lines.add(verdict(summary, "CPU a request", summary.cpuRatio(baseline)));
        return lines;
    }

    private String verdict(Summary summary, String figure, Interval ratio) {
        double percent = (ratio.mean() - 1) * 100;
        return format(
                "%s: %.1f %% %s %s than %s, %s the noise of ±%.1f %%%n",
                summary.implementation(),
                Math.abs(percent),
                percent < 0 ? "less" : "more",
                figure,
                baseline.implementation(),
                ratio.differsFromOne() ? "more than" : "within",
                ratio.noise() * 100);
    }

    private static String ratio(Interval ratio) {
        return format("%.3f ±%.1f %%", ratio.mean(), ratio.noise() * 100);
    }

    private static String latency(Summary summary, double percentile) {
        return format("%,.0f", summary.latencyNs().getValueAtPercentile(percentile) / 1e3);
    }

    private static String row(Object... cells) {
        return format(ROW, cells);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
