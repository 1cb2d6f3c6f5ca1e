// SPDX-License-Identifier: Apache-2.0
/**
 * Single operations of {@code java.nio} as JMH benchmarks. They do not name Headrace: the provider of the JVM is what
 * is measured.
 */
package io.headrace.operations.suite;
