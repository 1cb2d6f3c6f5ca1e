// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headrace.suite.program.VirtualThreadsProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.TestThreads;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many virtual threads that are blocked on two carriers: others go on, and each goes on when it is its turn. */
@Bounded
class VirtualThreadsTest {
    @BeforeEach
    void assumeVirtualThreads() {
        assumeTrue(TestThreads.canBeVirtual(), "virtual threads came with JDK 21");
    }

    private static List<String> run(String... kindsAndCounts) throws IOException, InterruptedException {
        return new ForkedJvm(VirtualThreadsProgram.class)
                .with(
                        "-Djdk.virtualThreadScheduler.parallelism=2",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=2",
                        "--add-modules=jdk.httpserver")
                .run(kindsAndCounts);
    }

    @Test
    void readersParkAndReadEveryByte() throws IOException, InterruptedException {
        assertThat(run("tcp", "300")).contains("requests 1000", "resumed 300");
    }

    @Test
    void receiversPark() throws IOException, InterruptedException {
        assertThat(run("datagram", "200")).contains("requests 1000", "resumed 200");
    }

    @Test
    @OnHeadrace
    void receiversOfBatchesPark() throws IOException, InterruptedException {
        Proc.assumePresent();
        assertThat(run("batch", "100")).contains("parked 100", "requests 1000", "resumed 100");
    }

    @Test
    @OnHeadrace
    void receiversInTheUnixDomainPark() throws IOException, InterruptedException {
        Proc.assumePresent();
        assertThat(run("unix", "100")).contains("parked 100", "requests 1000", "resumed 100");
    }

    @Test
    @OnHeadrace
    void sendersToFullQueuesPark() throws IOException, InterruptedException {
        Proc.assumePresent();
        assertThat(run("full", "20")).contains("requests 1000", "resumed 20");
    }

    @Test
    @OnHeadrace
    void bytesThatMoveInsideTheSystemPark() throws IOException, InterruptedException {
        Proc.assumePresent();
        assertThat(run("splice", "100", "transfer", "5")).contains("parked 105", "requests 1000", "resumed 105");
    }

    @Test
    @OnHeadrace
    void passersOfChannelsPark() throws IOException, InterruptedException {
        Proc.assumePresent();
        assertThat(run("pass", "50")).contains("parked 50", "requests 1000", "resumed 50");
    }

    @Test
    void acceptorsPark() throws IOException, InterruptedException {
        assertThat(run("accept", "50")).contains("requests 1000", "resumed 50");
    }

    @Test
    void selectsParkFromJdk24On() throws IOException, InterruptedException {
        assumeTrue(Runtime.version().feature() >= 24, "before, the monitors that select holds pin the thread");
        assertThat(run("select", "50")).contains("requests 1000", "resumed 50");
    }

    @Test
    @OnHeadrace
    void parkedThreadsHoldNoMemoryOfOursAndAreCounted() throws IOException, InterruptedException {
        assertThat(run("tcp", "100", "datagram", "100", "accept", "20"))
                .contains("parked 220", "requests 1000", "resumed 220");
    }
}
