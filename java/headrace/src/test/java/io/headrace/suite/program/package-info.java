// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that tests of the behaviour suite run in a JVM of their own: under strace(1), with a limit of descriptors,
 * or because they look at the whole process.
 */
package io.headrace.suite.program;
