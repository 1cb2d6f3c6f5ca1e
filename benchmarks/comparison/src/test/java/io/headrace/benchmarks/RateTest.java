// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final int MESSAGE = 64;

    @Test
    void moreMessagesThanTheRateAreNeverSent() throws Exception {
        WindowSample sample = against((connection, message) -> message, "--rate=100", "--window-ms=300")
                .sample();

        assertThat(sample.requests()).isLessThanOrEqualTo((long) (100 * sample.seconds()) + 2);
    }

    /** Two connections and 50 ms a message: 40 a second of the 400 that are to be sent. */
    @Test
    void aMessageThatHadToWaitForAConnectionIsTimedFromWhenItWasToBeSent() throws Exception {
        ScriptedStream.Script slow = (connection, message) -> {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
            while (System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            return message;
        };
        WindowSample sample = against(slow, "--rate=400", "--window-ms=1000").sample();

        long slowest = sample.latencyNs().get(sample.latencyNs().size() - 1)[0];
        assertThat(TimeUnit.NANOSECONDS.toMillis(slowest)).isGreaterThan(300);
    }

    private static LoadRun against(ScriptedStream.Script script, String... options)
            throws IOException, InterruptedException {
        try (ScriptedStream server = new ScriptedStream(MESSAGE, script)) {
            String[] all = new String[options.length + 1];
            all[0] = "--workload=echo";
            System.arraycopy(options, 0, all, 1, options.length);
            return LoadRun.of(server.port(), all);
        }
    }
}
