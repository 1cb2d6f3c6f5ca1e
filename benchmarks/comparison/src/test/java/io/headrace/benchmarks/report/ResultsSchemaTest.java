// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.headrace.benchmarks.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsSchemaTest {
    private static final Synthetic RUN = Synthetic.run(5);
    private static final ResultsFile RESULTS = RUN.of(
                    RUN.scenarios().subList(0, 2), RUN.implementations().subList(0, 2))
            .results();

    @TempDir
    private Path folder;

    private Path file;
    private JsonObject written;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("results.json");
        RESULTS.write(file);
        written = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    @Test
    void aWrittenFileFollowsTheSchema() throws IOException {
        assertThat(errors()).isEmpty();
    }

    @Test
    void aFieldThatIsMissingBreaksTheSchema() throws IOException {
        firstSample().remove("lost");

        assertThat(errors()).singleElement().asString().contains("/rounds/0/sample", "'lost'");
    }

    @Test
    void aFieldThatIsNotDescribedBreaksTheSchema() throws IOException {
        written.getAsJsonArray("counts").get(0).getAsJsonObject().addProperty("surprise", 1);

        assertThat(errors()).singleElement().asString().contains("/counts/0", "'surprise'");
    }

    @Test
    void aFileWithoutABaselineBreaksTheSchema() throws IOException {
        written.getAsJsonArray("implementations").get(0).getAsJsonObject().addProperty("baseline", false);

        assertThat(errors()).isNotEmpty().allSatisfy(error -> assertThat(error).contains("implementations"));
    }

    @Test
    void whatWasReadIsWrittenAsItWas() throws IOException {
        Path again = folder.resolve("again.json");

        ResultsFile.read(file).write(again);

        assertThat(again).hasSameTextualContentAs(file);
    }

    @Test
    void aFileOfAnotherSchemaIsRefusedByBothNumbers() throws IOException {
        written.addProperty("schema", 1);

        assertRefused("results.json has schema 1, and this program reads schema 4 only");
    }

    @Test
    void aFileThatLacksAPartIsRefusedByItsName() throws IOException {
        written.remove("rounds");

        assertRefused("results.json is no whole results.json: it lacks rounds");
    }

    @Test
    void whatIsNoJsonIsRefused() throws IOException {
        Files.writeString(file, "[1, 2");

        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("results.json is no results.json");
    }

    private void assertRefused(String message) throws IOException {
        Files.writeString(file, written.toString());
        assertThatThrownBy(() -> ResultsFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private JsonObject firstSample() {
        return written.getAsJsonArray("rounds").get(0).getAsJsonObject().getAsJsonObject("sample");
    }

    private List<String> errors() throws IOException {
        Path schema = Path.of(System.getProperty("headrace.root"), "benchmarks", "results.schema.json");
        Schema parsed = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(schema));
        return parsed.validate(written.toString(), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}
