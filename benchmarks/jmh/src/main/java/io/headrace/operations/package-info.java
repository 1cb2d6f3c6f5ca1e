// SPDX-License-Identifier: Apache-2.0
/**
 * The program behind {@code benchmarks/operations}: it runs the benchmarks of {@link io.headrace.operations.suite} by
 * JMH in JVMs of their own, and the same operations in C.
 */
package io.headrace.operations;
