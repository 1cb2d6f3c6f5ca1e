// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server says about itself once it accepts connections: {@code ready port=N key=value …}. */
record ServerReady(int port, Map<String, String> properties) {
    private static final Pattern LINE = Pattern.compile("ready port=\\d+( \\w+=\\S+)*");

    static ServerReady parse(String line) throws IOException {
        if (!LINE.matcher(line).matches()) {
            throw new IOException("the server said \"" + line + "\" instead of being ready");
        }
        Map<String, String> properties = Pattern.compile(" ")
                .splitAsStream(line)
                .skip(1)
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new ServerReady(Integer.parseInt(properties.remove("port")), properties);
    }

    String get(String key) {
        return properties.get(key);
    }

    @Override
    public String toString() {
        return properties.toString();
    }
}
