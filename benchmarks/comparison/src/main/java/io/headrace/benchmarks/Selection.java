// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The scenarios and implementations that are to run; a baseline for each scenario is among them. */
record Selection(List<Scenario> scenarios, List<Implementation> implementations) {
    static final Selection ALL = new Selection(Scenario.ALL, Implementation.ALL);
    /** Without what is for the tool's own proof. */
    static final Selection FULL = ALL.without(Implementation::provesTheTool);

    static final Selection QUICK = ALL.only(List.of(
            "modes",
            "headrace-tracked",
            "headrace-level",
            "headrace-oneshot",
            "headrace-edge",
            "netty-epoll",
            "c-epoll-level"));

    /** What the tool must get right in a quick run: the baseline again, slowed, and a mode that makes more calls. */
    static final Selection PROOF =
            ALL.only(List.of("modes", "jdk-again", "jdk-slowed-25", "headrace-level", "headrace-oneshot"));

    static final Selection STANDARD = ALL.only(List.of(
                    "echo-1",
                    "echo-100",
                    "echo-1000",
                    "echo-10000",
                    "pipeline-100",
                    "idle-10000",
                    "rate-100",
                    "accept",
                    "blocking-100",
                    "datagram-1",
                    "flood",
                    "file",
                    "http-netty-100",
                    "http-jetty-100",
                    "http-jdk-100",
                    "http-tomcat-100",
                    "virtual-100",
                    "start",
                    "modes",
                    "empty-agent",
                    "headrace-agent",
                    "headrace-tracked",
                    "headrace-level",
                    "headrace-oneshot",
                    "headrace-edge",
                    "netty-nio",
                    "netty-epoll",
                    "netty-on-headrace",
                    "c-epoll-level",
                    "c-epoll-edge"))
            .with(Implementation.BASELINE_25.onVirtualThreads())
            .with(Implementation.named("headrace25").onVirtualThreads());

    static List<String> names() {
        return Stream.of(
                        ScenarioGroup.titles().stream(),
                        Scenario.ALL.stream().map(Scenario::name),
                        Scenario.ALL.stream().filter(Scenario::isCold).map(Scenario::family),
                        Implementation.ALL.stream().map(Implementation::name))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /**
     * What bears one of these names, or is in a group that does. Where all of them are of the one kind,
     * the other stays as it is, and a scenario that nobody in it serves gets all that do.
     */
    Selection only(List<String> names) {
        for (String name : names) {
            if (!names().contains(name)) {
                throw new IllegalArgumentException(
                        "unknown name '" + name + "'; allowed are " + String.join(", ", names()));
            }
        }
        List<Scenario> chosen = Scenario.ALL.stream()
                .filter(one -> names.contains(one.name())
                        || names.stream()
                                .flatMap(name -> ScenarioGroup.of(name).stream())
                                .anyMatch(group -> group.holds(one)))
                .toList();
        List<Implementation> others = named(Implementation.ALL, Implementation::name, names);
        List<Scenario> run = chosen.isEmpty() ? scenarios : chosen;
        return new Selection(run, others.isEmpty() ? serving(run) : withBaselines(others, run));
    }

    private List<Implementation> serving(List<Scenario> run) {
        List<Scenario> orphans = run.stream()
                .filter(scenario -> implementations.stream().noneMatch(one -> one.serves(scenario)))
                .toList();
        return Implementation.ALL.stream()
                .filter(one -> implementations.contains(one)
                        || !one.provesTheTool() && orphans.stream().anyMatch(one::serves))
                .toList();
    }

    private Selection with(Implementation more) {
        return new Selection(
                scenarios,
                Stream.concat(implementations.stream(), Stream.of(more)).toList());
    }

    Selection without(Predicate<Implementation> unwanted) {
        return new Selection(
                scenarios, implementations.stream().filter(unwanted.negate()).toList());
    }

    private static <T> List<T> named(List<T> all, Function<T, String> nameOf, List<String> names) {
        return all.stream().filter(one -> names.contains(nameOf.apply(one))).toList();
    }

    private static List<Implementation> withBaselines(List<Implementation> chosen, List<Scenario> scenarios) {
        List<Implementation> all = new ArrayList<>(chosen);
        if (scenarios.stream().anyMatch(scenario -> needsNewJdk(scenario, chosen))) {
            moveToFront(all, Implementation.BASELINE_25);
        }
        moveToFront(all, Implementation.BASELINE);
        return all;
    }

    private static boolean needsNewJdk(Scenario scenario, List<Implementation> chosen) {
        return !Implementation.BASELINE.serves(scenario) && chosen.stream().anyMatch(one -> one.serves(scenario));
    }

    private static void moveToFront(List<Implementation> all, Implementation baseline) {
        all.remove(baseline);
        all.add(0, baseline);
    }
}
