// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static io.headrace.benchmarks.Role.Also.C;
import static io.headrace.benchmarks.Role.Also.EDGE;
import static io.headrace.benchmarks.Role.Also.NETTY;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a server does; the servers of one role are exchangeable. Each role has a server on plain java.nio. */
public enum Role {
    ECHO("echo", false, Duration.ofMillis(2500), NETTY, C, EDGE),
    /** Several pieces of work, each of which a server is told before it is given connections. */
    MODES("modes", true, Duration.ofMillis(2400), NETTY, C, EDGE),
    BLOCKING("blocking", false, Duration.ofMillis(2500)),
    VIRTUAL("virtual", false, Duration.ofMillis(2500)),
    DATAGRAM("datagram", false, Duration.ofMillis(2500), NETTY, C, EDGE),
    SINK("sink", false, Duration.ofMillis(1500), NETTY, C, EDGE),
    FILE("file", true, Duration.ofMillis(1500), NETTY, C, EDGE),
    HTTP_NETTY("http-netty", true, Duration.ofMillis(12_000)),
    HTTP_JETTY("http-jetty", true, Duration.ofMillis(8000)),
    HTTP_TOMCAT("http-tomcat", true, Duration.ofMillis(12_000)),
    HTTP_JDK("http-jdk", true, Duration.ofMillis(6000)),
    HTTP_JETTY_VIRTUAL("http-jetty-virtual", true, Duration.ofMillis(8000)),
    HTTP_TOMCAT_VIRTUAL("http-tomcat-virtual", true, Duration.ofMillis(12_000)),
    HTTP_JDK_VIRTUAL("http-jdk-virtual", true, Duration.ofMillis(6000)),
    /** A user's own program, on a port of its choice: one process after the other. */
    USER("user", false, Duration.ofSeconds(8)),
    /** No server: a program that ends by itself. */
    START("start", false, Duration.ZERO);

    /** What else a role has a server for. */
    enum Also {
        /** Any transport of Netty's. */
        NETTY,
        /** headrace-servers. */
        C,
        /** Trigger mode edge: a server that reads until a read finds nothing. */
        EDGE
    }

    private final String argument;
    private final boolean sized;
    private final Duration warmup;
    private final Set<Also> also;

    Role(String argument, boolean sized, Duration warmup, Also... also) {
        this.argument = argument;
        this.sized = sized;
        this.warmup = warmup;
        this.also = Set.of(also);
    }

    static Set<Role> servedBy(Also also) {
        return Stream.of(values()).filter(role -> role.also.contains(also)).collect(Collectors.toUnmodifiableSet());
    }

    /** Those whose servers need virtual threads. */
    static Set<Role> onVirtualThreads() {
        return Set.of(VIRTUAL, HTTP_JETTY_VIRTUAL, HTTP_TOMCAT_VIRTUAL, HTTP_JDK_VIRTUAL);
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
