// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.FileTransferProgram;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.OnHeadrace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FileChannel.transferTo and transferFrom, where java.base exports to Headrace what makes them direct, and where not.
 */
class FileTransferTest {
    private static final String EXPORT = "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED";
    private static final String NO_EXPORT = "-Dexport=none";

    @ParameterizedTest
    @CsvSource({
        EXPORT + ",blocking",
        EXPORT + ",nonblocking",
        EXPORT + ",receive",
        NO_EXPORT + ",blocking",
        NO_EXPORT + ",nonblocking",
        NO_EXPORT + ",receive"
    })
    void eachByteOfTheFileArrives(String option, String way) throws Exception {
        assertThat(run(option, way)).contains("same true");
    }

    @OnHeadrace
    @Test
    void theExportDecidesTheClass() throws Exception {
        assertThat(run(EXPORT, "blocking")).contains("class TransferableSocketChannel");
        assertThat(run(NO_EXPORT, "blocking")).contains("class StreamSocketChannel");
    }

    /** A transfer of 0 after a select is a turn in vain; the reader takes eight parts. */
    @ParameterizedTest
    @ValueSource(strings = {EXPORT, NO_EXPORT})
    void aSlowReaderDoesNotMakeASelectingWriterSpin(String option) throws Exception {
        List<String> printed = run(option, "nonblocking");
        assertThat(number(printed, "idle ")).isLessThan(number(printed, "selects ") / 2 + 20);
    }

    /** One that waits for the peer to read would send it all after one select. */
    @ParameterizedTest
    @ValueSource(strings = {EXPORT, NO_EXPORT})
    void aTransferDoesNotWaitAlthoughAReadDidBefore(String option) throws Exception {
        List<String> printed = run(option, "nonblocking-after-a-read");
        assertThat(printed).contains("same true");
        assertThat(number(printed, "selects ")).isGreaterThan(1);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a file that is mapped can be neither cut nor deleted there")
    void whatIsMappedOfAFileThatShrankIsAnIoException() throws Exception {
        assertThat(run(NO_EXPORT, "shrinking").stream().filter(line -> line.matches("(answer|failure) .*")))
                .containsExactly("failure Bad address", "failure Bad address", "failure Bad address");
    }

    /** What is mapped is no longer there, or the copy ends early: no crash, and the channel goes on. */
    @ParameterizedTest
    @CsvSource({
        EXPORT + ",truncated",
        EXPORT + ",truncated-nonblocking",
        NO_EXPORT + ",truncated",
        NO_EXPORT + ",truncated-nonblocking"
    })
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a file that is mapped can be neither cut nor deleted there")
    void aFileThatLosesItsEndInTheMiddleOfATransferEndsIt(String option, String way) throws Exception {
        List<String> printed = run(option, way);
        assertThat(printed)
                .contains("still writes 1")
                .anyMatch(line -> line.matches("ended (short|Bad address|Channel not open for writing.*)"));
    }

    private static List<String> run(String option, String way) throws Exception {
        return new ForkedJvm(FileTransferProgram.class).with(option).run(way);
    }

    private static long number(List<String> printed, String prefix) {
        return printed.stream()
                .filter(line -> line.startsWith(prefix))
                .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
                .sum();
    }
}
