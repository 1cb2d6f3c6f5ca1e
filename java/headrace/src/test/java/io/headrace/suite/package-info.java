// SPDX-License-Identifier: Apache-2.0
/**
 * The behaviour suite: what {@code java.nio} promises, one behaviour a test. The same tests run on each provider,
 * trigger mode, backend and JDK, the JDK's own provider included.
 *
 * <p>{@link io.headrace.suite.support} has the helpers. {@link io.headrace.suite.program} has the programs that a
 * test runs in a JVM of their own.
 */
package io.headrace.suite;
