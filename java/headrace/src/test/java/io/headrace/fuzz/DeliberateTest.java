// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliberateTest {
    private static final Path DECISIONS = Path.of("../../docs/decisions");

    @Test
    void everyFilterNamesAnEntryOfTheDecisions() throws IOException {
        Stream<String> named =
                Stream.concat(Deliberate.ALL.stream().map(Deliberate::page), Deliberate.AVOIDED.stream());
        for (String page : named.toList()) {
            String[] parts = page.split("#");
            assertThat(anchors(DECISIONS.resolve(parts[0]))).as(page).contains(parts[1]);
        }
    }

    private static Stream<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'));
    }

    @Test
    void onlyTheOutcomeThatIsMeantIsFilteredOut() {
        Step step = new Step(new Operation("read UDP", 1, 0, (world, s) -> null), 0, 0);

        assertThat(Deliberate.covers(new Difference(0, step, "-1 4/14 ab", "0 4/14 ab")))
                .isTrue();
        assertThat(Deliberate.covers(new Difference(0, step, "-1 4/14 ab", "0 4/14 cd")))
                .isFalse();
        assertThat(Deliberate.covers(new Difference(0, step, "3 4/14 ab", "0 4/14 ab")))
                .isFalse();
    }
}
