// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import io.headrace.benchmarks.WindowSample;

/** A window that was profiled. */
public record Measured(String implementation, int block, WindowSample sample, Samples samples) {
    double cpuMicros() {
        return sample.serverCpuSeconds() / sample.requests() * 1e6;
    }
}
