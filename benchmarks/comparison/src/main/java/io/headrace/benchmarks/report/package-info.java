// SPDX-License-Identifier: Apache-2.0
/**
 * Judges and prints the figures of a comparison: tables for the terminal, and a page with plots.
 */
package io.headrace.benchmarks.report;
