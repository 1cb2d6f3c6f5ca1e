// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.List;

/** What results.json has of a user's own program besides rounds: its command, what was asked of it, how it began. */
public record UserResults(String command, String url, List<Trial> trials, List<Start> starts) {
    /** Seconds from the start of a process until it accepted a connection. */
    public record Start(String implementation, int block, double seconds) {}
}
