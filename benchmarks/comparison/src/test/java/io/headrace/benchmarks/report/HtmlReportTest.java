// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.benchmarks.ResultsFile;
import io.headrace.benchmarks.ResultsFile.ImplementationEntry;
import io.headrace.benchmarks.ResultsFile.ScenarioEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final Pattern SCRIPT = Pattern.compile("<script.*?</script>", Pattern.DOTALL);
    private static final Pattern LICENCE = Pattern.compile("<div class=\"licence\">.*?</div>", Pattern.DOTALL);
    private static final Pattern OUTSIDE = Pattern.compile(
            "(src|href|action|data|poster)\\s*=\\s*[\"']?+(?!#)|url\\(|@import|<link|<iframe|//[a-z]",
            Pattern.CASE_INSENSITIVE);
    private static final ResultsFile RESULTS = Synthetic.run(1).results();
    private static final RunResults RUN = RunResults.of(RESULTS);

    @TempDir
    private Path folder;

    @Test
    void everyImplementationAndScenarioIsInThePageWithoutAnyScript() throws IOException {
        String page = withoutScripts(HtmlReport.render(RUN, null, null));

        assertThat(page)
                .contains(RESULTS.scenarios().stream().map(ScenarioEntry::name).toList());
        assertThat(page)
                .contains(RESULTS.scenarios().stream()
                        .map(ScenarioEntry::description)
                        .toList());
        assertThat(page)
                .contains(RESULTS.implementations().stream()
                        .map(ImplementationEntry::name)
                        .toList());
        assertThat(page)
                .contains(RESULTS.implementations().stream()
                        .map(ImplementationEntry::description)
                        .toList());
    }

    @Test
    void theMachineTheSettingsAndEveryCommandLineAreInThePage() throws IOException {
        String page = withoutScripts(HtmlReport.render(RUN, null, null));

        assertThat(page).contains("a processor", "Linux 6.18", "a vendor 17.0.15+6", "4.2.18.Final", "abc1234");
        assertThat(page).contains("<dt>blocks</dt><dd>5</dd>", "<dt>window</dt><dd>800</dd>");
        assertThat(page).contains("headrace-load --connections&#61;10000", "java -Dname&#61;netty-epoll Server");
    }

    @Test
    void theSecondsOfAWarmUpAreDrawnAgainstTime() throws IOException {
        Synthetic run = Synthetic.run(1);
        List<ScenarioEntry> seconds = List.of(second(1), second(2));
        String page = HtmlReport.render(
                RunResults.of(run.of(seconds, run.implementations()).results()), null, null);

        assertThat(withoutScripts(page)).contains("data-axis=\"seconds since the start\"");
        assertThat(page).contains("{\"name\":\"jdk\",\"points\":[[1.0,", "],[2.0,");
    }

    private static ScenarioEntry second(int second) {
        return new ScenarioEntry("warm-up-" + second, "warm-up", "early", 100, 128, "HTTP request", second);
    }

    @Test
    void nothingIsRequestedFromOutside() throws IOException {
        String page = HtmlReport.render(RUN, null, null);

        assertThat(LICENCE.matcher(withoutScripts(page)).replaceAll("")).doesNotContainPattern(OUTSIDE);
        assertThat(page).contains("Apache License 2.0", "Copyright 2010-2016 Mike Bostock");
        assertThat(page).contains("Content-Security-Policy\" content=\"default-src 'none';");
        assertThat(page).doesNotContainPattern("<script[^>]*src");
    }

    @Test
    void namesCannotBreakOutOfTheirPlace() throws IOException {
        String evil = "</script><b>\"'&";
        Synthetic run = Synthetic.run(1);
        String page = HtmlReport.render(
                RunResults.of(run.of(
                                List.of(Synthetic.scenario(evil, evil, 1, evil)),
                                List.of(
                                        new ImplementationEntry("jdk", evil, true, false, evil),
                                        new ImplementationEntry(evil, evil, false, true, evil)))
                        .results()),
                null,
                null);

        assertThat(page).doesNotContain("<b>\"").doesNotContain(evil);
        assertThat(page).contains("&lt;/script&gt;&lt;b&gt;&quot;&#39;&amp;");
        assertThat(page.split("</script>", -1)).hasSize(4);
    }

    @Test
    void aRatioIsGreyOnlyWhereItIsWithinTheNoise() throws IOException {
        ResultsFile results = Synthetic.run(1)
                .costing((scenario, name) -> name.equals("headrace-edge") ? 8 : name.equals("c-poll") ? 12 : 10)
                .results();

        String page = HtmlReport.render(RunResults.of(results), null, null);

        assertThat(row(page, "headrace-edge (another contract)"))
                .contains("class=\"better\"")
                .doesNotContain("no difference shown");
        assertThat(row(page, "c-poll")).contains("class=\"worse\"").doesNotContain("no difference shown");
        assertThat(row(page, "headrace-tracked")).contains("class=\"within\"", "no difference shown");
    }

    @Test
    void theVerdictIsTheFirstThingOfThePage() throws IOException {
        String page = withoutScripts(HtmlReport.render(RUN, null, null));

        assertThat(page.indexOf("<h2 id=\"verdict-title\">Verdict</h2>")).isLessThan(page.indexOf("At a glance"));
        assertThat(page).contains("c-epoll-level and c-poll make the same number of calls");
        assertThat(page).contains("as its contract is not that of java.nio. It makes 1.00 calls more");
    }

    @Test
    void commandDurationMachineAndVersionsAreAtTheFoot() throws IOException {
        String page = withoutScripts(HtmlReport.render(RUN, null, null));

        assertThat(page.substring(page.indexOf("class=\"facts foot\"")))
                .contains("benchmarks/compare --quick", "in 100 s, 5 blocks", "a vendor 17.0.15+6 and 25.0.1")
                .contains("benchmarks/compare --quick --blocks 20");
    }

    @Test
    void theGlossaryHasOnlyWhatThePageUses() throws IOException {
        String page = withoutScripts(HtmlReport.render(RUN, null, null));

        String glossary = page.substring(page.indexOf("What the figures mean"));
        assertThat(glossary).contains("Per connection is").doesNotContain("Allocated bytes", "* headrace-edge", "+ c-");
    }

    @Test
    void theOptionsOfTheCellsAreUnderAbout() throws IOException {
        String page = withoutScripts(HtmlReport.render(RUN, null, null));

        assertThat(page.substring(page.indexOf("<h2>About"))).contains("<dt>ci/cell.options</dt><dd>-Done&#61;1</dd>");
    }

    @Test
    void aTableCanBeTakenAsMarkdownAndAsCsv() throws IOException {
        String page = withoutScripts(HtmlReport.render(RUN, null, null));

        assertThat(page)
                .contains("| headrace-edge (another contract) | ", "&#10;headrace-edge (another contract),&quot;");
    }

    @Test
    void geometricMeansAreOfWhatIsComparable() throws IOException {
        String page = withoutScripts(HtmlReport.render(RUN, null, null));

        String row = page.substring(page.indexOf("geometric mean of 8"));
        assertThat(row.substring(0, row.indexOf("</tr>")).split("</td>"))
                .hasSize(6)
                .satisfies(cells -> assertThat(cells[0]).contains("no difference shown"))
                .satisfies(cells -> assertThat(cells[4]).as("edge").endsWith("<td class=\"\">"));
    }

    @Test
    void everyBlockCanBeSeen() throws IOException {
        String page = withoutScripts(HtmlReport.render(RUN, null, null));

        assertThat(page).contains("block 5: CPU µs</th>", "block 5: requests/s</th>");
    }

    @Test
    void anImplementationThatLacksAScenarioIsLeftOutThere() throws IOException {
        ResultsFile results = Synthetic.run(1)
                .costing((scenario, name) ->
                        name.equals("c-poll") && !scenario.name().equals("echo-1") ? Double.NaN : 10)
                .results();

        String page = withoutScripts(HtmlReport.render(RunResults.of(results), null, null));

        assertThat(page.split("<th scope=\"row\">[^/]*/></svg>\\s*c-poll", -1)).hasSize(3);
    }

    @Test
    void theComparisonWithAnOlderRunIsASectionOfThePage() throws IOException {
        ResultsFile then = Synthetic.run(2).results();

        assertThat(HtmlReport.render(RUN, Against.of(RESULTS, then), null))
                .contains("id=\"against\"", "within the noise ±");
        assertThat(HtmlReport.render(RUN, null, null)).doesNotContain("id=\"against\"");
    }

    @Test
    void whatHasNoLatencyIsReportedWithoutIt() throws IOException {
        Synthetic run = Synthetic.run(1);
        ResultsFile flood = run.of(
                        List.of(Synthetic.scenario("flood", Synthetic.FLOOD, 1, "datagram")), run.implementations())
                .results();

        String page = HtmlReport.render(RunResults.of(flood), Against.of(flood, flood), null);

        assertThat(withoutScripts(page)).contains("requests/s</th>").doesNotContain("p50 µs</th>", "p99</th>");
        assertThat(ScenarioTable.of(RunResults.of(flood), flood.scenarios().get(0))
                        .print())
                .doesNotContain("p50");
        assertThat(Against.of(flood, flood).print()).doesNotContain("p99");
    }

    @Test
    void singleOperationsAreASectionOfThePage() throws IOException {
        Path file = folder.resolve("operations.json");
        StringBuilder runs = new StringBuilder();
        for (int round = 0; round < 3; round++) {
            runs.append("""
                    {"row":"Interest","cell":"jdk-epoll","round":%1$d,"ns":10%1$d},
                    {"row":"Interest","cell":"tracked-epoll","round":%1$d,"ns":2%1$d},
                    """.formatted(round));
        }
        Files.writeString(
                file,
                "{\"schema\":3,\"started\":\"now\",\"headrace\":\"abc\",\"runs\":[%s]}"
                        .formatted(runs.substring(0, runs.lastIndexOf(","))));

        String page = HtmlReport.render(
                RUN,
                null,
                OperationsFile.readIfPresent(file, RuntimeException::new).orElseThrow());

        assertThat(page).contains("Single operations</h2>", "{\"name\":\"Interest on tracked-epoll\"");
        assertThat(withoutScripts(page)).containsPattern("tracked-epoll</td>\\s*<td class=\"\">\\s*21");
        assertThat(page).contains("0.21 (0.");
    }

    @Test
    void operationsOfAnotherSchemaAreLeftOutAndNamed() throws IOException {
        Path file = folder.resolve("operations.json");
        Files.writeString(file, "{\"schema\":2,\"runs\":[]}");
        List<String> said = new ArrayList<>();

        assertThat(OperationsFile.readIfPresent(file, said::add)).isEmpty();
        assertThat(said).singleElement().asString().contains("is left out: it is no operations.json of schema 3");
    }

    @Test
    void theFileIsWritten() throws IOException {
        Path file = folder.resolve("report.html");

        HtmlReport.write(RUN, null, null, file);

        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }

    private static String withoutScripts(String page) {
        return SCRIPT.matcher(page).replaceAll("");
    }

    /** The first row of this implementation in the table of a scenario. */
    private static String row(String page, String implementation) {
        int label = page.indexOf(implementation + "</th>", page.indexOf("<article>"));
        return page.substring(label, page.indexOf("</tr>", label));
    }
}
