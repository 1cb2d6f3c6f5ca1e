// SPDX-License-Identifier: Apache-2.0
/**
 * The programs behind {@code benchmarks/compare} and {@code benchmarks/profile}: they start servers and the load
 * generator, in turn and round by round, and collect the figures.
 */
package io.headrace.benchmarks;
