// SPDX-License-Identifier: Apache-2.0
/**
 * The differential fuzzer: random programs of {@code java.nio} operations, run on the JDK's provider and on Headrace
 * in one JVM. {@code ci/suites/fuzz} starts it.
 */
package io.headrace.fuzz;
