// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Count;
import io.headrace.benchmarks.Count.Calls;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What was counted of one implementation in one scenario, in each block that was counted. */
record Counts(List<Count> blocks) {
    static Counts of(List<Count> all, String scenario, String implementation) {
        return new Counts(all.stream()
                .filter(count -> count.scenario().equals(scenario))
                .filter(count -> count.implementation().equals(implementation))
                .toList());
    }

    /** The mean of a kind of call; null where it was not counted. */
    Double calls(Function<Calls, Double> kind) {
        return mean(count -> count.callsPerRequest() == null ? null : kind.apply(count.callsPerRequest()));
    }

    Double allocatedBytes() {
        return mean(Count::allocatedBytesPerRequest);
    }

    Double residentBytes() {
        return mean(count -> (double) count.residentBytes());
    }

    Double residentBytesPerConnection() {
        return mean(Count::residentBytesPerConnection);
    }

    private Double mean(Function<Count, Double> figure) {
        List<Double> values =
                blocks.stream().map(figure).filter(Objects::nonNull).toList();
        return values.isEmpty()
                ? null
                : values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
