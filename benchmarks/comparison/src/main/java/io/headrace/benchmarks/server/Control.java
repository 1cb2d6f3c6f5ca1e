// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;

/** Answers the lines of a server's standard input until that ends. */
record Control(Reader input, PrintStream output, Works<?> works) {
    private static final String ALLOCATED = "allocated";
    private static final String WORK = "work ";

    void run() throws IOException, UsageException {
        BufferedReader lines = new BufferedReader(input);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.println(answer(line));
        }
    }

    private String answer(String line) throws UsageException {
        if (line.equals(ALLOCATED)) {
            return ALLOCATED + " bytes=" + Allocation.ofOtherThreads();
        }
        if (works != Works.NONE && line.startsWith(WORK)) {
            works.choose(line.substring(WORK.length()));
            return line;
        }
        throw new UsageException("unknown line '%s'; allowed is %s".formatted(line, ALLOCATED));
    }
}
