// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import java.util.ArrayList;
import java.util.List;

/** What stands at the foot of a report: what the words mean, how the run was made, how to get sharper figures. */
final class Footer {
    /** The noise falls with the root of the number of blocks. */
    private static final int MORE = 4;

    private Footer() {}

    record Fact(String name, String value) {}

    /** Of what does not run the program of the baseline. */
    static String mark(ImplementationEntry one) {
        if (one.anotherContract()) {
            return " *";
        }
        return one.program().equals(Findings.SAME_PROGRAM) ? "" : " +";
    }

    static List<String> legend(RunResults run) {
        List<String> lines = new ArrayList<>();
        lines.add("calls: system calls of the server a request. told: those by which it changes what the kernel watches"
                + " (epoll_ctl). reported: keys that the kernel's waits returned.");
        lines.add("/ is the ratio to that implementation, low…high in parentheses: %s sure for all %d ratios together. "
                        .formatted(run.confidence(), run.ratios().number())
                + "\"%s\": the interval holds 1. An interval wider than a factor of two is no figure."
                        .formatted(Findings.NO_DIFFERENCE));
        run.file().implementations().stream()
                .filter(one -> !mark(one).isEmpty())
                .map(one -> "%s %s: the program is %s%s"
                        .formatted(
                                mark(one).strip(),
                                one.name(),
                                one.program(),
                                one.anotherContract() ? "; another contract than java.nio's, not ranked" : ""))
                .forEach(lines::add);
        return lines;
    }

    static List<Fact> of(RunResults run) {
        ResultsFile file = run.file();
        return List.of(
                new Fact("command", file.invocation().command()),
                new Fact("sharper", sharper(file)),
                new Fact(
                        "measured",
                        Format.text(
                                "%s, in %.0f s, %d blocks",
                                file.started(),
                                file.invocation().seconds(),
                                file.settings().blocks())),
                new Fact("machine", file.machine().describe()));
    }

    /** Half the noise, for the first scenario; for all where the user names no others. */
    static String sharper(ResultsFile file) {
        String command = file.invocation().command().replaceAll(" --blocks[ =]\\S+", "");
        String less = file.program() == null ? "--only SCENARIO,IMPLEMENTATION" : "fewer --modes";
        return "%s --blocks %d (half the noise, in %d times the time; with %s in less)"
                .formatted(command, MORE * file.settings().blocks(), MORE, less);
    }
}
