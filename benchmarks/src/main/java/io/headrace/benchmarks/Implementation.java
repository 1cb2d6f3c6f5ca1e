// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One of the things that are compared. */
public record Implementation(String name, String description, Program program) {
    private static final int BASE_RELEASE = 17;
    private static final int NEW_RELEASE = 25;
    private static final int ANY_NUMBER = Integer.MAX_VALUE;
    /** select(2) takes no descriptor from FD_SETSIZE (1,024) on. */
    private static final int SELECTABLE = 1000;

    private static final JavaProgram.Proof ON_JDK = new JavaProgram.Proof("selector", "sun.nio.ch.");
    private static final JavaProgram.Proof ON_HEADRACE = new JavaProgram.Proof("selector", "io.headrace.");
    private static final Map<Role, String> NIO = byName(Arrays.asList(Role.values()), Role::argument);
    private static final Map<Role, String> NON_BLOCKING = without(NIO, Role.BLOCKING, Role.VIRTUAL);
    private static final Map<Role, String> NETTY =
            byName(Set.of(Role.ECHO, Role.DATAGRAM, Role.SINK, Role.FILE), role -> "netty-" + role.argument());
    private static final Map<Role, String> NETTY_EPOLL = with(NETTY, Role.HTTP_NETTY);
    /** Servers that read and write until the channel would block; others lose edges. */
    private static final Map<Role, String> DRAINING =
            byName(Set.of(Role.ECHO, Role.DATAGRAM, Role.SINK, Role.FILE), Role::argument);

    public static final Implementation BASELINE =
            new Implementation("jdk", "the JDK's own provider (JDK 17)", jdk(BASE_RELEASE));

    public static final List<Implementation> ALL = all();

    private static List<Implementation> all() {
        List<Implementation> all = new ArrayList<>();
        all.add(BASELINE);
        all.add(new Implementation(
                "jdk-again", "the same once more: what does this tool call different?", BASELINE.program()));
        all.add(new Implementation(
                "jdk-slowed",
                "the same, slowed by 5 %: does this tool find it?",
                new JavaProgram(
                        BASE_RELEASE, false, List.of(), Map.of(Role.ECHO, "echo"), List.of("slow=0.05"), ON_JDK)));
        all.add(new Implementation("jdk25", "the JDK's own provider (JDK 25)", jdk(NEW_RELEASE)));
        for (String mode : List.of("tracked", "level", "oneshot", "edge")) {
            all.add(new Implementation(
                    "headrace-" + mode,
                    "Headrace over epoll, trigger mode " + mode,
                    headrace(BASE_RELEASE, mode, "epoll", rolesOf(mode))));
        }
        all.add(new Implementation(
                "headrace-poll",
                "Headrace over poll(2), trigger mode tracked",
                headrace(BASE_RELEASE, "tracked", "poll", NON_BLOCKING)));
        all.add(new Implementation(
                "headrace25",
                "Headrace over epoll, trigger mode tracked (JDK 25)",
                headrace(NEW_RELEASE, "tracked", "epoll", NIO)));
        all.add(new Implementation(
                "netty-nio",
                "Netty, its NIO transport on the JDK's provider",
                netty("nio", false, List.of(), NETTY, ON_JDK)));
        all.add(new Implementation(
                "netty-epoll",
                "Netty, its native epoll transport",
                netty("epoll", false, List.of(), NETTY_EPOLL, new JavaProgram.Proof("transport", "io.netty.channel.epoll."))));
        all.add(new Implementation(
                "netty-on-headrace",
                "Netty, its NIO transport on Headrace (tracked)",
                netty("nio", true, headraceOptions("tracked", "epoll"), NETTY, ON_HEADRACE)));
        all.add(limit("c-epoll-level", "a plain C program over epoll, level-triggered", "epoll-level", ANY_NUMBER));
        all.add(limit("c-epoll-edge", "a plain C program over epoll, edge-triggered", "epoll-edge", ANY_NUMBER));
        all.add(limit("c-poll", "a plain C program over poll(2)", "poll", ANY_NUMBER));
        all.add(limit("c-select", "a plain C program over select(2)", "select", SELECTABLE));
        return List.copyOf(all);
    }

    private static JavaProgram jdk(int release) {
        return new JavaProgram(release, false, List.of(), NIO, List.of(), ON_JDK);
    }

    private static JavaProgram headrace(int release, String mode, String backend, Map<Role, String> roles) {
        List<String> options = new ArrayList<>(headraceOptions(mode, backend));
        if (release >= NEW_RELEASE) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return new JavaProgram(release, true, options, roles, List.of(), ON_HEADRACE);
    }

    private static List<String> headraceOptions(String mode, String backend) {
        return List.of(
                "-Djava.nio.channels.spi.SelectorProvider=io.headrace.HeadraceSelectorProvider",
                "-Dio.headrace.mode=" + mode,
                "-Dio.headrace.backend=" + backend,
                "-Dio.headrace.fallback=fail",
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");
    }

    private static JavaProgram netty(
            String transport,
            boolean onHeadrace,
            List<String> options,
            Map<Role, String> roles,
            JavaProgram.Proof proof) {
        return new JavaProgram(
                BASE_RELEASE, onHeadrace, options, roles, List.of("transport=" + transport), proof);
    }

    /** In blocking mode there is no selector, so no mode. */
    private static Map<Role, String> rolesOf(String mode) {
        return switch (mode) {
            case "tracked" -> NIO;
            case "edge" -> DRAINING;
            default -> NON_BLOCKING;
        };
    }

    private static Map<Role, String> with(Map<Role, String> roles, Role added) {
        Map<Role, String> more = new EnumMap<>(roles);
        more.put(added, added.argument());
        return more;
    }

    private static Map<Role, String> without(Map<Role, String> roles, Role... removed) {
        Map<Role, String> fewer = new EnumMap<>(roles);
        fewer.keySet().removeAll(List.of(removed));
        return fewer;
    }

    private static Map<Role, String> byName(Collection<Role> roles, Function<Role, String> name) {
        return roles.stream().collect(Collectors.toUnmodifiableMap(role -> role, name));
    }

    private static Implementation limit(String name, String description, String engine, int mostConnections) {
        return new Implementation(name, description, new NativeProgram(engine, mostConnections));
    }

    boolean serves(Scenario scenario) {
        return program.serves(scenario);
    }
}
