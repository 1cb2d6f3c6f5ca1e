// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import com.google.gson.JsonElement;
import java.util.List;

/**
 * What a process measured, iteration by iteration.
 *
 * @param times nanoseconds an operation
 * @param allocated bytes an operation, by all threads, on the Java heap
 * @param raw as it wrote it
 */
record ProcessSample(List<Double> times, List<Double> allocated, JsonElement raw) {}
