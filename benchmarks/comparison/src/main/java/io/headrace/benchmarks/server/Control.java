// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;

/** Answers the lines of a server's standard input until that ends. */
record Control(Reader input, PrintStream output) {
    private static final String ALLOCATED = "allocated";

    void run() throws IOException, UsageException {
        BufferedReader lines = new BufferedReader(input);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.equals(ALLOCATED)) {
                throw new UsageException("unknown line '%s'; allowed is %s".formatted(line, ALLOCATED));
            }
            output.println(ALLOCATED + " bytes=" + Allocation.ofOtherThreads());
        }
    }
}
