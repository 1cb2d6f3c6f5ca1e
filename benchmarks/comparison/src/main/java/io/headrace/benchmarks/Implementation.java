// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import io.headrace.benchmarks.JavaProgram.Proof;
import io.headrace.benchmarks.JavaProgram.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the things that are compared. */
public record Implementation(String name, String description, ServerProgram program) {
    private static final int BASE_RELEASE = 17;
    private static final int NEW_RELEASE = 25;
    private static final int ANY_NUMBER = Integer.MAX_VALUE;
    /** select(2) takes no descriptor from FD_SETSIZE (1,024) on. */
    private static final int SELECTABLE = 1000;

    private static final Proof ON_JDK = new Proof("selector", "sun.nio.ch.");
    private static final Proof ON_HEADRACE = new Proof("selector", "io.headrace.");
    private static final Proof ON_EPOLL_OF_NETTY = new Proof("transport", "io.netty.channel.epoll.");

    private static final Map<Role, List<String>> NIO =
            roles(Arrays.asList(Role.values()), role -> List.of(role.argument()));
    private static final Map<Role, List<String>> NON_BLOCKING = without(NIO, Role.BLOCKING, Role.VIRTUAL, Role.START);
    private static final Map<Role, List<String>> ON_VIRTUAL_THREADS =
            roles(Role.onVirtualThreads(), role -> List.of(role.argument()));

    private static final Map<Role, List<String>> UDP =
            roles(List.of(Role.DATAGRAM, Role.SINK), role -> List.of(role.argument()));

    private static final Set<Role> OF_NETTY = Role.servedBy(Role.Also.NETTY);

    /** The servers that are written for it; in blocking mode there is no selector, so no mode. */
    private static final Map<Role, String> FOR_EDGES =
            Map.of(Role.ECHO, "reads=would-block", Role.MODES, "reports=once");

    private static final Map<Role, List<String>> EDGE = roles(
            Role.servedBy(Role.Also.EDGE),
            role -> Stream.of(role.argument(), FOR_EDGES.get(role))
                    .filter(Objects::nonNull)
                    .toList());

    private static final Map<String, String> MODES = Map.of(
            "tracked",
            "edges in the kernel, levels to the program, by what reads and writes showed",
            "level",
            "in each select the kernel reports again what is ready",
            "oneshot",
            "a report disarms the key, and the next select arms it again",
            "edge",
            "each change is reported once; the program reads until a read finds nothing");

    private static final String EDGE_MODE = "edge";
    private static final String AGAIN = "jdk-again";
    private static final String SLOWED = "jdk-slowed";
    private static final String SLOWED_MORE = "jdk-slowed-25";
    private static final Set<String> TOOL = Set.of(AGAIN, SLOWED, SLOWED_MORE);

    public static final Implementation BASELINE =
            new Implementation("jdk", "the JDK's own provider (JDK 17)", jdk(BASE_RELEASE, NIO));

    /** The baseline of what JDK 17 cannot do. */
    static final Implementation BASELINE_25 =
            new Implementation("jdk25", "the JDK's own provider (JDK 25)", jdk(NEW_RELEASE, NIO));

    public static final List<Implementation> ALL = List.of(
            BASELINE,
            new Implementation(AGAIN, "the same once more: is it called different?", BASELINE.program()),
            new Implementation(
                    SLOWED,
                    "the same, slowed by 5 %: is it found?",
                    jdk(BASE_RELEASE, Map.of(Role.ECHO, List.of("echo", "slow=0.05")))),
            new Implementation(
                    SLOWED_MORE,
                    "the same, slowed by 25 %: is it found in a quick run?",
                    jdk(BASE_RELEASE, Map.of(Role.MODES, List.of("modes", "slow=0.25")))),
            BASELINE_25,
            new Implementation(
                    "jdk25-poller1",
                    "jdk25 with jdk.pollerMode=1: its poller of virtual threads is a platform thread",
                    jdk(NEW_RELEASE, ON_VIRTUAL_THREADS, "-Djdk.pollerMode=1")),
            headrace("tracked", NIO),
            headrace("level", NON_BLOCKING),
            headrace("oneshot", NON_BLOCKING),
            headrace("edge", EDGE),
            new Implementation(
                    "headrace-poll",
                    "Headrace over poll(2), trigger mode tracked",
                    headrace(BASE_RELEASE, "tracked", "poll", NON_BLOCKING)),
            new Implementation(
                    "headrace-spin",
                    "headrace-tracked, and each select looks again for 50 us before it sleeps",
                    headrace(BASE_RELEASE, "tracked", "epoll", NON_BLOCKING, "-Dio.headrace.spin=50")),
            new Implementation(
                    "headrace-readahead",
                    "headrace-tracked, and a receive takes up to 16 datagrams in one call",
                    headrace(BASE_RELEASE, "tracked", "epoll", UDP, "-Dio.headrace.readahead=on")),
            new Implementation(
                    "headrace25",
                    "Headrace over epoll, trigger mode tracked (JDK 25)",
                    headrace(NEW_RELEASE, "tracked", "epoll", NIO)),
            withPollers("virtual"),
            withPollers("platform"),
            starting(
                    "empty-agent",
                    "the JDK's own provider under an agent that does nothing",
                    BASE_RELEASE,
                    Way.EMPTY_AGENT),
            starting("headrace-agent", "Headrace by its agent", BASE_RELEASE, Way.AGENT),
            starting("empty-agent25", "empty-agent (JDK 25)", NEW_RELEASE, Way.EMPTY_AGENT),
            starting("headrace-agent25", "headrace-agent (JDK 25)", NEW_RELEASE, Way.AGENT),
            new Implementation(
                    "netty-nio",
                    "Netty, its NIO transport on the JDK's provider",
                    new JavaProgram(BASE_RELEASE, Way.PLAIN, List.of(), netty("nio", OF_NETTY), ON_JDK)),
            new Implementation(
                    "netty-epoll",
                    "Netty, its native epoll transport",
                    new JavaProgram(
                            BASE_RELEASE,
                            Way.PLAIN,
                            List.of(),
                            netty("epoll", with(OF_NETTY, Role.HTTP_NETTY)),
                            ON_EPOLL_OF_NETTY)),
            new Implementation(
                    "netty-on-headrace",
                    "Netty, its NIO transport on Headrace (tracked)",
                    headrace(BASE_RELEASE, "tracked", "epoll", netty("nio", OF_NETTY))),
            inC("c-epoll-level", "a plain C program over epoll, level-triggered", "epoll-level", 0, ANY_NUMBER),
            inC(
                    "c-epoll-threads",
                    "the same with a second thread, which is idle: as a JVM, it has several",
                    "epoll-level",
                    1,
                    ANY_NUMBER),
            inC("c-epoll-edge", "a plain C program over epoll, edge-triggered", "epoll-edge", 0, ANY_NUMBER),
            inC("c-poll", "a plain C program over poll(2)", "poll", 0, ANY_NUMBER),
            inC("c-select", "a plain C program over select(2)", "select", 0, SELECTABLE));

    private static JavaProgram jdk(int release, Map<Role, List<String>> roles, String... options) {
        return new JavaProgram(release, Way.PLAIN, List.of(options), roles, ON_JDK);
    }

    private static Implementation withPollers(String threads) {
        return new Implementation(
                "headrace25-" + threads,
                "headrace25 with io.headrace.threads=" + threads,
                headrace(NEW_RELEASE, "tracked", "epoll", ON_VIRTUAL_THREADS, "-Dio.headrace.threads=" + threads));
    }

    /** For {@link Role#START} alone: nothing else differs by the way. */
    private static Implementation starting(String name, String description, int release, Way way) {
        List<String> options = release >= NEW_RELEASE ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
        Map<Role, List<String>> roles = roles(List.of(Role.START), role -> List.of(role.argument()));
        Proof proof = way == Way.AGENT ? ON_HEADRACE : ON_JDK;
        return new Implementation(name, description, new JavaProgram(release, way, options, roles, proof));
    }

    private static String describe(String mode) {
        return "Headrace over epoll, %s: %s".formatted(mode, MODES.get(mode));
    }

    private static Implementation headrace(String mode, Map<Role, List<String>> roles) {
        return new Implementation("headrace-" + mode, describe(mode), headrace(BASE_RELEASE, mode, "epoll", roles));
    }

    private static JavaProgram headrace(
            int release, String mode, String backend, Map<Role, List<String>> roles, String... more) {
        // JavaProgram adds what ci/cell.options has
        List<String> options = new ArrayList<>(List.of(
                "-Dio.headrace.mode=" + mode,
                "-Dio.headrace.backend=" + backend,
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"));
        options.addAll(List.of(more));
        if (release >= NEW_RELEASE) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return new JavaProgram(release, Way.PROPERTY, options, roles, ON_HEADRACE);
    }

    private static Map<Role, List<String>> netty(String transport, Set<Role> roles) {
        return roles(roles, role -> {
            String name = role.argument();
            return List.of(role == Role.HTTP_NETTY ? name : "netty-" + name, "transport=" + transport);
        });
    }

    private static Implementation inC(
            String name, String description, String loop, int idleThreads, int mostConnections) {
        return new Implementation(name, description, new NativeProgram(loop, idleThreads, mostConnections));
    }

    private static Map<Role, List<String>> roles(Collection<Role> roles, Function<Role, List<String>> words) {
        return roles.stream().collect(Collectors.toUnmodifiableMap(role -> role, words));
    }

    private static Map<Role, List<String>> without(Map<Role, List<String>> roles, Role... removed) {
        Map<Role, List<String>> fewer = new EnumMap<>(roles);
        fewer.keySet().removeAll(List.of(removed));
        return fewer;
    }

    private static Set<Role> with(Set<Role> roles, Role added) {
        return Stream.concat(roles.stream(), Stream.of(added)).collect(Collectors.toUnmodifiableSet());
    }

    /** The user's program in a trigger mode, or on the JDK's provider where that is null. */
    static Implementation ofUser(String mode, UserProgram program) {
        return mode == null
                ? new Implementation(BASELINE.name, "the program on the JDK's own provider", program)
                : new Implementation("headrace-" + mode, "the program on " + describe(mode), program);
    }

    static Implementation named(String name) {
        return ALL.stream().filter(one -> one.name.equals(name)).findFirst().orElseThrow();
    }

    /** Whether it departs from the contract of java.nio. */
    boolean hasAnotherContract() {
        return program instanceof JavaProgram java && java.roles().equals(EDGE)
                || program instanceof UserProgram user && EDGE_MODE.equals(user.mode());
    }

    /** How its program differs from that of the baseline. */
    String programChange() {
        return hasAnotherContract() && program instanceof JavaProgram
                ? "changed: reads until a read finds nothing, and keeps in mind itself what is ready"
                : program.language();
    }

    /** Whether others are compared with it. */
    boolean isBaseline() {
        return name.equals(BASELINE.name) || name.equals(BASELINE_25.name);
    }

    /** The same for virtual threads only. */
    Implementation onVirtualThreads() {
        JavaProgram java = (JavaProgram) program;
        return new Implementation(name, description, java.restrictedTo(Role.onVirtualThreads()));
    }

    boolean provesTheTool() {
        return TOOL.contains(name);
    }

    boolean serves(Scenario scenario) {
        return program.serves(scenario);
    }

    Implementation interpreted() {
        return new Implementation(name, description, program.interpreted());
    }
}
