// SPDX-License-Identifier: Apache-2.0
/**
 * Divides the CPU time of a server's profile among the owners of the code: the provider, the JDK, the JVM, the
 * kernel.
 */
package io.headrace.benchmarks.profile;
