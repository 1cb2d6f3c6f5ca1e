// SPDX-License-Identifier: Apache-2.0
/**
 * Helpers of the behaviour suite: connected pairs of channels, threads in the background, waits with a limit,
 * conditions for a test to run.
 */
package io.headrace.suite.support;
