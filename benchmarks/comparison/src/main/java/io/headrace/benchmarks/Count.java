// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

/**
 * What is counted, not timed, in a run of its own. System calls are null where the kernel does not let them be counted;
 * memory of a connection where there are too few to see it.
 */
public record Count(
        String scenario,
        String implementation,
        Double callsPerRequest,
        Double allocatedBytesPerRequest,
        long residentBytes,
        Double residentBytesPerConnection) {}
