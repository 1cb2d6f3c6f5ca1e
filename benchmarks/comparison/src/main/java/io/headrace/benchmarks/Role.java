// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.time.Duration;

/** What a server does; the servers of one role are exchangeable. */
public enum Role {
    ECHO("echo", false, Duration.ofMillis(2500)),
    BLOCKING("blocking", false, Duration.ofMillis(2500)),
    VIRTUAL("virtual", false, Duration.ofMillis(2500)),
    DATAGRAM("datagram", false, Duration.ofMillis(2500)),
    SINK("sink", false, Duration.ofMillis(1500)),
    FILE("file", true, Duration.ofMillis(1500)),
    HTTP_NETTY("http-netty", true, Duration.ofMillis(12_000)),
    HTTP_JETTY("http-jetty", true, Duration.ofMillis(8000)),
    HTTP_JDK("http-jdk", true, Duration.ofMillis(6000));

    private final String argument;
    private final boolean sized;
    private final Duration warmup;

    Role(String argument, boolean sized, Duration warmup) {
        this.argument = argument;
        this.sized = sized;
        this.warmup = warmup;
    }

    /** Its name on a server's command line. */
    String argument() {
        return argument;
    }

    /** Whether the server must be told how much it has to answer. */
    boolean sized() {
        return sized;
    }

    /** The CPU time that a JVM takes until its compiler is done with it. */
    Duration warmup() {
        return warmup;
    }
}
