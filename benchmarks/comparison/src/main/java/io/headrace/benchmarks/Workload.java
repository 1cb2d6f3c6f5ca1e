// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.Locale;

/** What the load client sends, and what it counts as one request. */
public enum Workload {
    ECHO("request"),
    ACCEPT("connection"),
    DATAGRAM("datagram"),
    FLOOD("datagram"),
    FILE("file"),
    HTTP("request"),
    /** What a user wrote. */
    REQUEST("request"),
    /** Not the client's: {@link Starts}. */
    START("start");

    private final String unit;

    Workload(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }

    String argument() {
        return name().toLowerCase(Locale.ROOT);
    }
}
