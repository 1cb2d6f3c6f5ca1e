// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern REGION =
            Pattern.compile("\\n *// tag::readme\\[]\\n(.*)\\n *// end::readme\\[]\\n", Pattern.DOTALL);
    private static final Pattern SNIPPET = Pattern.compile("<!-- from (\\S+) -->\\n\\n((?: {4}.*\\n|\\n)+)");

    /** A snippet follows the comment {@code <!-- from FILE -->}, as an indented block. */
    @Test
    void snippetsAreTheRegionsOfTheirExamples() throws IOException {
        assertThat(SNIPPET.matcher(Files.readString(ROOT.resolve("README.md"))).results())
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(textOf(snippet)).isEqualTo(regionOf(snippet.group(1))));
    }

    private static String textOf(MatchResult snippet) {
        return snippet.group(2).stripTrailing().stripIndent();
    }

    private static String regionOf(String file) throws IOException {
        Matcher region = REGION.matcher(Files.readString(ROOT.resolve(file)));
        assertThat(region.find()).as("%s has a region for README", file).isTrue();
        return region.group(1).stripIndent();
    }
}
