// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.UnixDomainProgram;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.NeedsUnixDomain;
import io.headrace.suite.support.OnHeadrace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels of the Unix domain in JVMs that were started in other ways than this one. */
@NeedsUnixDomain
class UnixDomainStartTest {
    private static final String EXPORT = "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED";
    private static final String NO_EXPORT = "-Dexport=none";

    /**
     * In UTF-8: e with an acute accent. Then what is no UTF-8 at all, a line break, and what a URI or a decoder might
     * change.
     */
    private static final String NAME = "%C3%A9%FF%80%0A%2B%25%20";

    @TempDir
    private Path folder;

    private String uri() {
        return folder.toUri() + NAME;
    }

    /** The JDK throws in bind or in connect. */
    @OnHeadrace
    @ParameterizedTest
    @CsvSource({"C,path", "C,relative", "C.UTF-8,path", "C.UTF-8,relative"})
    void aPathOfAnyBytesIsTheFileOfThoseBytesAndAnsweredSo(String locale, String kind) throws Exception {
        assertThat(in(locale).run(kind, uri())).contains("file true", "local true", "server true", "remote true");
    }

    private static ForkedJvm in(String locale) {
        return new ForkedJvm(UnixDomainProgram.class).under("env", "LC_ALL=" + locale);
    }

    @Test
    void aListenerBoundToNothingIsAFileInTheFolderOfTheProperty() throws Exception {
        List<String> printed = new ForkedJvm(UnixDomainProgram.class)
                .with("-Djdk.net.unixdomain.tmpdir=" + folder)
                .run("temporary");
        assertThat(printed).anyMatch(line -> line.matches("at \\Q" + folder + "\\E/socket_-?\\d+"));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({EXPORT + ",blocking", EXPORT + ",nonblocking", NO_EXPORT + ",blocking", NO_EXPORT + ",nonblocking"})
    void eachByteOfATransferredFileArrives(String option, String way) throws Exception {
        assertThat(transfer(option, way)).contains("same true");
    }

    @OnHeadrace
    @ParameterizedTest
    @ValueSource(strings = {"blocking", "nonblocking"})
    void theExportDecidesTheClass(String way) throws Exception {
        assertThat(transfer(EXPORT, way)).contains("class TransferableSocketChannel");
    }

    private List<String> transfer(String option, String way) throws Exception {
        return new ForkedJvm(UnixDomainProgram.class).with(option).run(way, folder.toString());
    }
}
