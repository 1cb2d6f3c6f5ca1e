// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

/**
 * What is counted, not timed, in a run of its own. System calls are null where the kernel does not let them be counted,
 * allocated bytes where they were not; memory of a connection where there are too few to see it.
 */
public record Count(
        String scenario,
        String implementation,
        int block,
        Calls callsPerRequest,
        Double allocatedBytesPerRequest,
        long residentBytes,
        Double residentBytesPerConnection) {

    /** A request's: all system calls, those that wait, what the kernel was told by epoll_ctl, what it reported. */
    public record Calls(double all, double waits, double changes, double reports) {
        static Calls of(WindowSample sample) {
            WindowSample.Calls calls = sample.serverCalls();
            double requests = sample.requests();
            return calls == null
                    ? null
                    : new Calls(
                            calls.all() / requests,
                            calls.waits() / requests,
                            calls.changes() / requests,
                            calls.reports() / requests);
        }
    }
}
