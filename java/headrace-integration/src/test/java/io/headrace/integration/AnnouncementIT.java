// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.JavaCommand.Result;
import io.headrace.integration.program.OwnLoggerFinder;
import io.headrace.integration.program.ProviderReport;
import io.headrace.integration.program.SelectorOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The line that says what is in use. */
class AnnouncementIT {
    private static final String LINE = "Headrace \\S+: mode tracked, backend epoll, transferTo (direct|copying)";

    @TempDir
    Path folder;

    private Result run(Way way, Class<?> program, String... options) throws Exception {
        return new JavaCommand(folder)
                .with((Object[]) options)
                .with(way.options(folder).toArray())
                .with(program.getName())
                .run();
    }

    @ParameterizedTest
    @EnumSource
    void theFirstChannelBringsOneLine(Way way) throws Exception {
        assertThat(run(way, ProviderReport.class).errors()).matches(LINE + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void aSelectorAloneBringsNone(Way way) throws Exception {
        Result result = run(way, SelectorOnly.class);
        assertThat(result.output()).isEqualTo("ReadinessSelector\n");
        assertThat(result.errors()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itCanBeSwitchedOff(Way way) throws Exception {
        Result result = run(way, ProviderReport.class, "-Dio.headrace.announce=off");
        assertThat(result.output()).contains(" ReadinessSelector ");
        assertThat(result.errors()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whereNobodyConfiguredLoggingNoLoggerIsLoaded(Way way) throws Exception {
        Path classes = folder.resolve("classes.log");
        run(way, ProviderReport.class, "-Xlog:class+load:file=" + classes);
        assertThat(Files.readAllLines(classes))
                .anyMatch(line -> line.contains("io.headrace.Announcement"))
                .noneMatch(line -> line.contains(" java.util.logging.") || line.contains(" javax.management."));
    }

    @Test
    void aConfigurationOfLoggingDecidesWhereItGoes() throws Exception {
        Path configuration = Files.writeString(folder.resolve("logging.properties"), """
                handlers = java.util.logging.FileHandler
                java.util.logging.FileHandler.pattern = own.log
                java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter
                java.util.logging.SimpleFormatter.format = %4$s %3$s %5$s%n
                """);
        Result result = run(Way.AGENT, ProviderReport.class, "-Djava.util.logging.config.file=" + configuration);
        assertThat(result.errors()).isEmpty();
        assertThat(Files.readString(folder.resolve("own.log"))).matches("INFO io.headrace " + LINE + "\n");
    }

    @Test
    void aLoggingLibraryDecidesWhereItGoes() throws Exception {
        Path services = Files.createDirectories(folder.resolve("service/META-INF/services"));
        Files.writeString(services.resolve("java.lang.System$LoggerFinder"), OwnLoggerFinder.class.getName());
        Result result = run(Way.SERVICE, ProviderReport.class);
        assertThat(result.errors()).isEmpty();
        assertThat(List.of(result.output().split("\n"))).anyMatch(line -> line.matches("io.headrace INFO " + LINE));
    }
}
