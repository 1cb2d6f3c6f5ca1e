// SPDX-License-Identifier: Apache-2.0
/**
 * Small programs for what Headrace adds to {@code java.nio}. The build runs them.
 */
package io.headrace.examples;
