// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

/**
 * A program that ran beside what was measured, by the name that the kernel has for it.
 *
 * @param share of one processor, over the whole run
 */
public record Disturber(String name, double share) {}
