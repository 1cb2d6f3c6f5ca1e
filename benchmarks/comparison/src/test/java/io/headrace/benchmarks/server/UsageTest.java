// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
    private static final int USAGE = 2;
    private static final int PATIENCE_SECONDS = 20;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ecko                       | unknown role 'ecko'; the roles are blocking, datagram, echo,
                    echo 64                    | unknown argument '64'; allowed are reads=, slow=
                    blocking slow=1            | unknown argument 'slow=1'; allowed are none
                    echo slow=-1               | slow: '-1' is no decimal from 0 to 1.99
                    modes                      | SIZE is missing: a whole number of bytes from 1 to 999999999
                    modes 64 reports=never     | reports: 'never' is none of again, once
                    file                       | SIZE is missing: a whole number of bytes from 1 to 999999999
                    file 0                     | SIZE: '0' is not a whole number of bytes from 1 to 999999999
                    http-jdk 15                | SIZE: '15' is not a whole number of bytes from 16
                    netty-echo transport=kqueue | transport: 'kqueue' is none of epoll, nio
                    virtual                    | virtual: needs JDK 21 or later, this is 17
                    http-jdk-virtual 16        | http-jdk-virtual: needs JDK 21 or later, this is 17
                    """)
    void aCommandLineThatIsNotKnownIsRefusedWithWhatIsAllowed(String words, String message) throws Exception {
        assertRefused(start(words.split(" ")), message);
    }

    @Test
    void aLineThatIsNotKnownIsRefusedWithWhatIsAllowed() throws Exception {
        Process process = start("echo");
        process.getOutputStream().write("allocate\n".getBytes(UTF_8));
        process.getOutputStream().flush();
        assertRefused(process, "unknown line 'allocate'; allowed is allocated");
    }

    @Test
    void workThatIsNotKnownIsRefusedWithWhatIsAllowed() throws Exception {
        Process process = start("modes", "64");
        process.getOutputStream().write("work sleep\n".getBytes(UTF_8));
        process.getOutputStream().flush();
        assertRefused(process, "work: 'sleep' is none of echo, unread, flip, drain");
    }

    private static Process start(String... words) throws IOException {
        return new ProcessBuilder(ServerCommand.jdk(words).command()).start();
    }

    private static void assertRefused(Process process, String message) throws IOException {
        try {
            int status = process.onExit()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join()
                    .exitValue();
            assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                    .startsWith("server: " + message);
            assertThat(status).isEqualTo(USAGE);
        } finally {
            process.destroyForcibly();
        }
    }
}
