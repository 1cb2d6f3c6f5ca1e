// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.Round;
import io.headrace.benchmarks.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reasons not to trust figures, found in their own rounds. */
public final class Doubts {
    private static final double OTHERS_ALLOWED = 0.05;

    private Doubts() {}

    /** A sentence for each reason; none where all is well. */
    public static List<String> of(ResultsFile results) {
        List<String> doubts = new ArrayList<>();
        add(
                doubts,
                results,
                Sample::clientIsBottleneck,
                "the client was the bottleneck, so that requests/s are its own limit");
        add(
                doubts,
                results,
                sample -> sample.shareOfOthers() > OTHERS_ALLOWED,
                "other programs had more than 5 % of a processor: repeat this on a quiet machine");
        add(
                doubts,
                results,
                sample -> sample.lost() > 0 && !sample.latencyNs().isEmpty(),
                "datagrams were lost and sent again");
        return doubts;
    }

    private static void add(List<String> doubts, ResultsFile results, Predicate<Sample> doubt, String meaning) {
        List<Round> doubtful = results.rounds().stream()
                .filter(round -> doubt.test(round.sample()))
                .toList();
        if (!doubtful.isEmpty()) {
            String where = doubtful.stream().map(Round::scenario).distinct().collect(Collectors.joining(", "));
            doubts.add("In %d of %d rounds (%s) %s."
                    .formatted(doubtful.size(), results.rounds().size(), where, meaning));
        }
    }
}
