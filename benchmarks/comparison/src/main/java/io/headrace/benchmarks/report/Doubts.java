// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Disturber;
import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.Round;
import io.headrace.benchmarks.WindowSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reasons not to trust figures, found in their own rounds. */
public final class Doubts {
    private static final double OTHERS_ALLOWED = 0.05;
    private static final String OTHERS = "other programs had more than 5 % of a processor";
    private static final String KEPT = ". These rounds are kept";
    private static final int MOST_NAMED = 5;

    private Doubts() {}

    /** A sentence for each reason; none where all is well. */
    public static List<String> of(ResultsFile results) {
        List<String> doubts = of(results.rounds());
        if (doubts.stream().anyMatch(doubt -> doubt.contains(OTHERS))) {
            doubts.add(disturbers(results.invocation().disturbers()));
        }
        return doubts;
    }

    private static String disturbers(List<Disturber> found) {
        return found.isEmpty()
                ? "Which programs these were is not known, as a program that ends soon is not seen."
                : "These programs ran, too, with their share of a processor: "
                        + found.stream()
                                .limit(MOST_NAMED)
                                .map(one -> Format.text("%s (%.0f %%)", one.name(), one.share() * 100))
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** Of rounds only. */
    public static List<String> of(List<Round> rounds) {
        List<String> doubts = new ArrayList<>();
        add(
                doubts,
                rounds,
                WindowSample::clientIsBottleneck,
                "the client was the bottleneck, so requests/s show what the client can do, not the server" + KEPT);
        add(
                doubts,
                rounds,
                sample -> sample.shareOfOthers() > OTHERS_ALLOWED,
                OTHERS + KEPT + "; repeat the run on a quiet machine");
        add(
                doubts,
                rounds,
                sample -> sample.lost() > 0 && !sample.latencyNs().isEmpty(),
                "datagrams were lost and sent again");
        return doubts;
    }

    private static void add(List<String> doubts, List<Round> rounds, Predicate<WindowSample> doubt, String meaning) {
        List<Round> doubtful =
                rounds.stream().filter(round -> doubt.test(round.sample())).toList();
        if (!doubtful.isEmpty()) {
            String where = doubtful.stream().map(Round::scenario).distinct().collect(Collectors.joining(", "));
            doubts.add("In %d of %d rounds (%s) %s.".formatted(doubtful.size(), rounds.size(), where, meaning));
        }
    }
}
