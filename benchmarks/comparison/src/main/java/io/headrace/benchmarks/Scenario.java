// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Work that the servers of a role are given. Scenarios of one family differ only in the number of connections, or in
 * the second.
 *
 * @param second of a process that nobody has warmed up; 0 if it is warm
 */
public record Scenario(String name, String family, Role role, Load load, String description, int second) {
    private static final int WARM_UP_SECONDS = 10;
    private static final int MESSAGE = 64;
    private static final int PIPELINED = 16;
    private static final int FEW = 16;
    private static final int RATE = 20_000;
    private static final int FILE = 1 << 20;
    private static final int BODY = 128;

    static final List<Scenario> ALL = Stream.of(
                    Stream.of(
                            modes(
                                    "unread",
                                    echoes(FEW),
                                    "keys stay unread: all connections are ready, and each select answers one of them"),
                            modes(
                                    "flip",
                                    echoes(FEW),
                                    "interest flips: read, wait until it can write, write, wait for reading"),
                            modes(
                                    "drain",
                                    echoes(FEW).withDepth(PIPELINED),
                                    "one request drained at a time: 16 wait, each report lets the server read one"),
                            modes("echo", echoes(100), "all is read: what is there is read at once and sent back")),
                    connections(1, 10, 100, 1000, 10_000).mapToObj(Scenario::echo),
                    connections(1, 10, 100, 1000, 10_000).mapToObj(Scenario::pipeline),
                    Stream.of(
                            new Scenario(
                                    "idle-10000",
                                    "idle",
                                    Role.ECHO,
                                    echoes(10).withConnections(10, 10_000),
                                    "echo of 64 bytes over 10 connections while 10,000 others are silent"),
                            new Scenario(
                                    "rate-100",
                                    "rate",
                                    Role.ECHO,
                                    echoes(100).withRate(RATE),
                                    "echo of 64 bytes over 100 connections, 20,000 a second on a fixed schedule;"
                                            + " latency from the scheduled time"),
                            new Scenario(
                                    "accept",
                                    "accept",
                                    Role.ECHO,
                                    Load.of(Workload.ACCEPT, 16, MESSAGE),
                                    "accept storm: connect, one echo of 64 bytes, reset; 16 at a time")),
                    connections(1, 100).mapToObj(Scenario::blocking),
                    connections(1, 100, 1000).mapToObj(n -> virtual(Integer.toString(n), echoes(n))),
                    Stream.of(virtual("rate", echoes(100).withRate(RATE))),
                    connections(1, 100, 1000)
                            .mapToObj(n -> virtual(n + "-both", echoes(n).onBothProcessors())),
                    Stream.of(virtual("rate-both", echoes(100).withRate(RATE).onBothProcessors())),
                    connections(1, 100).mapToObj(Scenario::datagram),
                    Stream.of(
                            new Scenario(
                                    "flood",
                                    "flood",
                                    Role.SINK,
                                    Load.of(Workload.FLOOD, 1, MESSAGE),
                                    "UDP flood: datagrams of 64 bytes as fast as the client can; those received count"),
                            new Scenario(
                                    "file",
                                    "file",
                                    Role.FILE,
                                    Load.of(Workload.FILE, 4, FILE),
                                    "files of 1 MiB by transferTo, sendfile(2) or DefaultFileRegion"
                                            + " over 4 connections")),
                    connections(1, 100, 1000)
                            .mapToObj(n -> http("netty", Role.HTTP_NETTY, "unmodified Netty HTTP server", n)),
                    connections(1, 100).mapToObj(n -> http("jetty", Role.HTTP_JETTY, "unmodified Jetty 12", n)),
                    connections(1, 100).mapToObj(n -> http("tomcat", Role.HTTP_TOMCAT, "unmodified Tomcat 11", n)),
                    connections(1, 100).mapToObj(n -> http("jdk", Role.HTTP_JDK, "the JDK's own HttpServer", n)),
                    Stream.of(
                            httpVirtual("jetty", Role.HTTP_JETTY_VIRTUAL, "unmodified Jetty 12"),
                            httpVirtual("tomcat", Role.HTTP_TOMCAT_VIRTUAL, "unmodified Tomcat 11"),
                            httpVirtual("jdk", Role.HTTP_JDK_VIRTUAL, "the JDK's own HttpServer")),
                    IntStream.rangeClosed(1, WARM_UP_SECONDS).mapToObj(Scenario::warmUp),
                    Stream.of(new Scenario(
                            "start",
                            "start",
                            Role.START,
                            Load.of(Workload.START, 1, 1),
                            "whole JVMs that open a selector, a listener and one connection, one after the other,"
                                    + " on all processors")))
            .flatMap(scenarios -> scenarios)
            .toList();

    Scenario(String name, String family, Role role, Load load, String description) {
        this(name, family, role, load, description, 0);
    }

    /** Whether each process is measured from its start. */
    boolean isCold() {
        return second > 0;
    }

    boolean isStart() {
        return role == Role.START;
    }

    private static Scenario warmUp(int second) {
        Scenario warm = http("netty", Role.HTTP_NETTY, "unmodified Netty HTTP server, not warmed up", 100);
        return new Scenario(
                "warm-up-" + second,
                "warm-up",
                warm.role,
                warm.load,
                warm.description + "; second " + second + " of load",
                second);
    }

    /** The user's own server. */
    static Scenario ofUser(Load load, String description) {
        return new Scenario("load", "load", Role.USER, load, description, 0);
    }

    private static IntStream connections(int... numbers) {
        return IntStream.of(numbers);
    }

    private static Load echoes(int connections) {
        return Load.of(Workload.ECHO, connections, MESSAGE);
    }

    /** The name is that of the server's work. */
    private static Scenario modes(String name, Load load, String description) {
        return new Scenario(name, "modes: " + name, Role.MODES, load, description + "; " + counted(load));
    }

    private static Scenario echo(int n) {
        return counted("echo", Role.ECHO, echoes(n), "echo of 64 bytes, one under way on each connection");
    }

    private static Scenario pipeline(int n) {
        return counted(
                "pipeline",
                Role.ECHO,
                echoes(n).withDepth(PIPELINED),
                "echo of 64 bytes, %d under way on each connection".formatted(PIPELINED));
    }

    private static Scenario blocking(int n) {
        return counted("blocking", Role.BLOCKING, echoes(n), "echo in blocking mode, a platform thread a connection");
    }

    /** Scenarios whose names differ in the number only are of one family. */
    private static Scenario virtual(String variant, Load load) {
        String pace = load.rate() > 0 ? "; %,d a second on a fixed schedule".formatted(load.rate()) : "";
        String place = load.shared() ? "; server and client on both processors" : "";
        return new Scenario(
                "virtual-" + variant,
                ("virtual-" + variant).replaceFirst("-[0-9]+", ""),
                Role.VIRTUAL,
                load,
                "echo in blocking mode, a virtual thread a connection; " + counted(load) + pace + place);
    }

    private static Scenario datagram(int n) {
        return counted("datagram", Role.DATAGRAM, Load.of(Workload.DATAGRAM, n, MESSAGE), "UDP ping-pong of 64 bytes");
    }

    private static Scenario http(String server, Role role, String description, int n) {
        return counted(
                "http-" + server,
                role,
                Load.of(Workload.HTTP, n, BODY),
                description + ": keep-alive GET, body of " + BODY + " bytes");
    }

    private static Scenario httpVirtual(String server, Role role, String description) {
        Scenario counted = http(server + "-virtual", role, description + " on virtual threads", 100);
        return new Scenario(counted.family, counted.family, role, counted.load, counted.description);
    }

    private static Scenario counted(String family, Role role, Load load, String description) {
        return new Scenario(family + "-" + load.connections(), family, role, load, description + "; " + counted(load));
    }

    private static String counted(Load load) {
        int n = load.connections();
        return "%,d %s".formatted(n, n == 1 ? "connection" : "connections");
    }
}
