// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.Trial;
import io.headrace.benchmarks.UserResults;
import io.headrace.benchmarks.UserResults.Start;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserPartTest {
    private static final Synthetic RUN = Synthetic.run(7);
    private static final String TRACKED = "headrace-tracked";
    private static final Trial ON_JDK = new Trial("jdk", "0 of 8 connections are Headrace's", "a JVM 17", "", null);

    @Test
    void thePageSaysThatNothingCameToHeadrace() throws IOException {
        assertThat(page(new Trial(TRACKED, "0 of 8 connections are Headrace's; 8 are java.net sockets", "", "", null)))
                .contains("nothing. headrace-tracked: 0 of 8", "8 are java.net sockets");
    }

    @Test
    void thePageShowsADifferenceOfTheAnswers() throws IOException {
        assertThat(page(new Trial(TRACKED, "8 of 8 connections are Headrace's", "", "-old\n+new", null)))
                .contains("THEY DIFFER on headrace-tracked", "headrace-tracked answers otherwise", "-old&#10;+new");
    }

    @Test
    void whatCouldNotBeMeasuredIsNamedWithTheReason() throws IOException {
        assertThat(page(
                        new Trial(TRACKED, "8 of 8 connections are Headrace's", "", "", null),
                        new Trial("headrace-edge", "", "", "", "it stood still")))
                .contains("headrace-edge is left out: it stood still");
    }

    @Test
    void aStartThatTakesTwiceAsLongIsFound() {
        String text = text(new Trial(TRACKED, "8 of 8 connections are Headrace's", "", "", null));

        assertThat(text)
                .containsPattern("start: Starts later: headrace-tracked takes 2\\.0\\d times the JDK's start \\(2\\.0");
        assertThat(text)
                .contains("memory: memory, no difference shown: headrace-tracked", "start s", "resident MiB", "p99 µs");
    }

    private static String page(Trial... trials) throws IOException {
        return HtmlReport.render(RunResults.of(results(trials)), null, null);
    }

    private static String text(Trial... trials) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new RunText(RunResults.of(results(trials))).print(new PrintStream(output, true, StandardCharsets.UTF_8));
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Headrace takes twice as long to start. */
    private static ResultsFile results(Trial... trials) {
        ResultsFile run = RUN.of(
                        RUN.scenarios().subList(0, 1), RUN.implementations().subList(0, 2))
                .results();
        List<Trial> all = new ArrayList<>(List.of(ON_JDK));
        all.addAll(List.of(trials));
        List<Start> starts = new ArrayList<>();
        for (int block = 0; block < run.settings().blocks(); block++) {
            double drift = 1 + block / 100.0;
            starts.add(new Start("jdk", block, drift));
            starts.add(new Start(TRACKED, block, 2 * drift + block / 500.0));
        }
        return new ResultsFile(
                run.schema(),
                run.started(),
                run.machine(),
                run.cores(),
                run.settings(),
                run.scenarios(),
                run.implementations(),
                run.commands(),
                run.rounds(),
                run.counts(),
                run.invocation(),
                new UserResults("java -jar app.jar", "http://localhost:8080/", all, starts));
    }
}
