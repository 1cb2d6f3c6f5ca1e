// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class WindowSampleTest {
    private static final String RESULT = """
            {"requests":3,"seconds":2.0,"client_cpu_seconds":0.5,"server_cpu_seconds":1.2,
             "server_user_seconds":0.4,"server_system_seconds":0.8,"server_core_idle_seconds":0.3,
             "client_core_idle_seconds":1.3,
             "client_is_bottleneck":true,"lost":5,"server_calls":{"all":7,"waits":3,"changes":1,"reports":5},
             "server_resident_before":1000,"server_resident":2000,"latency_ns":[[1000,2],[2000,1]]}""";

    @Test
    void everyFigureOfTheClientIsRead() throws IOException {
        WindowSample sample = WindowSample.parse(RESULT);

        assertThat(sample)
                .usingRecursiveComparison()
                .ignoringFields("latencyNs")
                .isEqualTo(new WindowSample(
                        3,
                        2.0,
                        0.5,
                        1.2,
                        0.4,
                        0.8,
                        0.3,
                        1.3,
                        true,
                        5,
                        new WindowSample.Calls(7, 3, 1, 5),
                        1000,
                        2000,
                        null));
        assertThat(sample.latencyNs()).containsExactly(new long[] {1000, 2}, new long[] {2000, 1});
    }

    @Test
    void whatNeitherServerNorClientNorNobodyHadIsTheShareOfOthers() throws IOException {
        assertThat(WindowSample.parse(RESULT).shareOfOthers()).isEqualTo(0.35, within(1e-9));
    }

    @Test
    void clocksThatShowMoreThanTheWindowLeaveNothingForOthers() throws IOException {
        String idle = RESULT.replace("\"client_core_idle_seconds\":1.3", "\"client_core_idle_seconds\":2.01");

        assertThat(WindowSample.parse(idle).shareOfOthers()).isZero();
    }

    @Test
    void latenciesKeepTheirCounts() throws IOException {
        Histogram histogram = new Histogram(3);

        WindowSample.parse(RESULT).addLatencyTo(histogram);

        assertThat(histogram.getTotalCount()).isEqualTo(3);
        assertThat(histogram.getValueAtPercentile(50)).isEqualTo(1000);
    }

    @Test
    void aResultWithoutRequestsIsAnError() {
        assertThatThrownBy(() -> WindowSample.parse("{\"requests\":0}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no request");
    }

    @Test
    void whatIsNoResultIsAnErrorThatShowsIt() {
        assertThatThrownBy(() -> WindowSample.parse("Killed"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Killed");
    }
}
