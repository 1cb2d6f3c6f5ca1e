// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import java.util.Locale;
import java.util.Optional;

/** Figures as people read them, the same in the terminal and in the page. */
final class Format {
    private static final double KIBI = 1024;

    /** An interval that goes further says nothing. */
    private static final double MOST_HIDDEN = 10;

    private static final double ROUNDING = 1e-9;

    private Format() {}

    static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** Three digits or more: 1.23, 12.3, 123, 1,234. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size < 9.995) {
            return text("%.2f", value);
        }
        return text(size < 99.95 ? "%.1f" : "%,.0f", value);
    }

    /** A count that is whole where it is large, and empty where it was not counted. */
    static String count(Double value) {
        return value == null ? "" : value == 0 ? "0" : number(value);
    }

    static String bytes(Double value) {
        if (value == null || value == 0) {
            return "";
        }
        if (value < KIBI) {
            return text("%.0f B", value);
        }
        return value < KIBI * KIBI ? number(value / KIBI) + " KiB" : number(value / KIBI / KIBI) + " MiB";
    }

    static String noise(Interval interval) {
        double percent = interval.noise() * 100;
        if (percent < 99.95) {
            return text("±%.1f %%", percent);
        }
        return percent < 999.5 ? text("±%.0f %%", percent) : "±>999 %";
    }

    /** A ratio and its ends; where it holds 1 or is too wide for a figure, the words for that. */
    static String ratio(Optional<Interval> ratio) {
        return ratio.map(Format::ratio).orElse("");
    }

    static String ratio(Interval ratio) {
        if (!ratio.differsFromOne()) {
            return "%s (%s)".formatted(Findings.NO_DIFFERENCE, hidden(ratio));
        }
        if (ratio.isTooWide()) {
            return ratio.mean() > 1 ? "more, by an open factor" : "less, by an open factor";
        }
        return text("%s (%s)", shortRatio(ratio), bounds(ratio));
    }

    /** The same for a table of a terminal. */
    static String narrowRatio(Optional<Interval> ratio) {
        return ratio.map(Format::narrowRatio).orElse("");
    }

    static String narrowRatio(Interval ratio) {
        return ratio.differsFromOne() ? ratio(ratio) : "none shown (%s)".formatted(limit(ratio, "<", "x", "open"));
    }

    /** How large a difference can be that was not shown. */
    static String hidden(Interval ratio) {
        return limit(ratio, "less than ", " times", "how large one may be is open");
    }

    /** Rounded up, so that it holds. */
    private static String limit(Interval ratio, String before, String times, String open) {
        double size = Math.max(ratio.high() - 1, 1 - ratio.low());
        if (ratio.high() > MOST_HIDDEN || ratio.low() < 1 / MOST_HIDDEN) {
            return open;
        }
        return size < 1
                ? text("%s%.0f %%", before, Math.max(1, Math.ceil(size * 100 - ROUNDING)))
                : text("%s%.1f%s", before, Math.ceil(ratio.high() * 10 - ROUNDING) / 10, times);
    }

    /** From low to high; ends of a difference have as many digits as tell them from 1. */
    static String bounds(Interval interval) {
        return digits(interval.low(), interval) + "…" + digits(interval.high(), interval);
    }

    private static String digits(double value, Interval of) {
        if (value >= 9.95) {
            return number(value);
        }
        int decimals = 2;
        while (of.differsFromOne() && Double.parseDouble(text("%." + decimals + "f", value)) == 1) {
            decimals++;
        }
        return text("%." + decimals + "f", value);
    }

    static String plainRatio(Interval ratio) {
        double mean = ratio.mean();
        if (mean < 9.9995) {
            return text("%.3f", mean);
        }
        return text(mean < 99.95 ? "%.1f" : "%,.0f", mean);
    }

    /** Two decimals where they tell it from 1, for a table that is looked at from afar. */
    static String shortRatio(Interval ratio) {
        return digits(ratio.mean(), ratio);
    }

    /** In µs without a unit, from 10 ms on with one. */
    static String latency(double micros) {
        if (micros < 1e4) {
            return text("%.0f", micros);
        }
        return micros < 1e7 ? text("%.0fms", micros / 1e3) : text("%.1fs", micros / 1e6);
    }
}
