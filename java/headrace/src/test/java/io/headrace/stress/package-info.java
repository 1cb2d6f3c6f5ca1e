// SPDX-License-Identifier: Apache-2.0
/**
 * A stress test of one provider: rounds of operations in which threads disturb each other.
 * {@link io.headrace.stress.Stress} is the program; it is no part of {@code mvn verify}.
 */
package io.headrace.stress;
