// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server says about itself once it accepts connections. */
record ServerReady(int port, String provider, String selector) {
    private static final Pattern LINE = Pattern.compile("ready port=(\\d+) provider=(\\S+) selector=(\\S+)");

    static ServerReady parse(String line) throws IOException {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("the server said \"" + line + "\" instead of being ready");
        }
        return new ServerReady(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3));
    }
}
