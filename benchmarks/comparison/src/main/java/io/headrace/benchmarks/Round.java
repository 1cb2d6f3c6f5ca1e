// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

/** One measured window. */
public record Round(String scenario, String implementation, int block, WindowSample sample) {}
