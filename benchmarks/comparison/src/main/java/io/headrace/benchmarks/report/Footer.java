// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Count.Calls;
import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What stands at the foot of a report: what the words mean, how the run was made, how to get sharper figures. */
final class Footer {
    /** The noise falls with the root of the number of blocks. */
    private static final int MORE = 4;

    static final String LATENCY = "Latency: where all connections are busy all the time (closed load), it is mostly the"
            + " queue. A low median with a high p99 means that some connections wait long.";

    private Footer() {}

    record Fact(String name, String value) {}

    /** Of what does not run the program of the baseline. */
    static String mark(ImplementationEntry one) {
        if (one.anotherContract()) {
            return " *";
        }
        return one.program().equals(Findings.SAME_PROGRAM) ? "" : " +";
    }

    /** What the figures mean that this run has. */
    static List<String> legend(RunResults run) {
        List<String> lines = new ArrayList<>();
        addIf(lines, has(run, counts -> counts.calls(Calls::all)), """
                System calls are the server's, a request. epoll_ctl calls are those of them that change a key's \
                interest. Keys reported are those that the kernel's waits returned. The same number of calls: less \
                than %s of a call apart.""".formatted(CallsDifference.SMALLEST));
        lines.add("""
                A ratio (/) stands with the ends of its interval, low…high. All %d ratios together hold with %s. \
                An interval that holds 1 shows no difference; "less than 12 %%" or "<12 %%" says how large one can be. \
                An interval \
                that is wider than a factor of two is no figure.""".formatted(run.ratios().number(), run.confidence()));
        lines.add(Format.text(
                "%.0f %% is the confidence of an interval by itself: of differences of calls, of a figure that is no"
                        + " ratio, and of a comparison with another run.",
                CallsDifference.CONFIDENCE * 100));
        addIf(lines, run.all().stream().anyMatch(ScenarioResult::hasLatency), LATENCY);
        return lines;
    }

    /** What the marks of a table in a terminal mean. */
    static List<String> marks(RunResults run) {
        return run.file().implementations().stream()
                .filter(one -> !mark(one).isEmpty())
                .map(one -> "%s %s: the program is %s%s"
                        .formatted(
                                mark(one).strip(),
                                one.name(),
                                one.program(),
                                one.anotherContract() ? "; another contract than java.nio's, not ranked" : ""))
                .toList();
    }

    /** What the columns mean that the page alone has. */
    static List<String> columns(RunResults run) {
        List<String> lines = new ArrayList<>();
        addIf(
                lines,
                run.all().stream().anyMatch(result -> result.userMicros().isPresent()),
                "User and kernel split CPU where the kernel's ticks are enough for some three percent.");
        addIf(
                lines,
                has(run, Counts::allocatedBytes),
                "Allocated bytes are those that the server's threads allocate on the Java heap for a request.");
        addIf(
                lines,
                has(run, Counts::residentBytes),
                "Resident is the memory of the process with all connections open.");
        addIf(
                lines,
                has(run, Counts::residentBytesPerConnection),
                "Per connection is what each connection added to the resident memory.");
        return lines;
    }

    private static void addIf(List<String> lines, boolean used, String line) {
        if (used) {
            lines.add(line);
        }
    }

    private static boolean has(RunResults run, Function<Counts, Double> figure) {
        return run.all().stream()
                .map(result -> figure.apply(result.counts()))
                .anyMatch(value -> value != null && value != 0);
    }

    static List<Fact> of(RunResults run) {
        ResultsFile file = run.file();
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("command", file.invocation().command()),
                new Fact("sharper", "%s (%s)".formatted(sharper(file), cost(file))),
                new Fact(
                        "measured",
                        Format.text(
                                "%s, in %.0f s, %d blocks",
                                file.started(),
                                file.invocation().seconds(),
                                file.settings().blocks())),
                new Fact("machine", file.machine().describe())));
        if (!file.invocation().cellOptions().isEmpty()) {
            facts.add(new Fact(
                    "ci/cell.options", String.join(" ", file.invocation().cellOptions())));
        }
        return facts;
    }

    /** The command that halves the noise. */
    static String sharper(ResultsFile file) {
        return "%s --blocks %d"
                .formatted(
                        file.invocation().command().replaceAll(" --blocks[ =]\\S+", ""),
                        MORE * file.settings().blocks());
    }

    /** What that command gains and takes. */
    static String cost(ResultsFile file) {
        return "half the noise, in %d times the time; %s measures only what you name, and ends sooner"
                .formatted(MORE, file.program() == null ? "--only SCENARIO,IMPLEMENTATION" : "--modes MODE");
    }
}
