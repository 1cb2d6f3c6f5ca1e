// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Scenarios that --only takes by one name. */
enum ScenarioGroup {
    MODES("modes", "the pieces of work of --quick", of(Role.MODES)),
    TCP("tcp", "echo, pipeline, idle, rate and accept", of(Role.ECHO)),
    UDP("udp", "datagrams and the flood", of(Role.DATAGRAM, Role.SINK)),
    HTTP("http", "HTTP servers that are warm", scenario -> isHttp(scenario) && !scenario.isCold()),
    VIRTUAL("virtual", "echo on virtual threads", of(Role.VIRTUAL)),
    WARM_UP("warm-up", "the seconds of a warm-up", Scenario::isCold);

    private final String title;
    private final String description;
    private final Predicate<Scenario> scenarios;

    ScenarioGroup(String title, String description, Predicate<Scenario> scenarios) {
        this.title = title;
        this.description = description;
        this.scenarios = scenarios;
    }

    private static Predicate<Scenario> of(Role... roles) {
        Set<Role> all = Set.of(roles);
        return scenario -> all.contains(scenario.role());
    }

    private static boolean isHttp(Scenario scenario) {
        return scenario.load().workload() == Workload.HTTP;
    }

    /** Its name on a command line. */
    String title() {
        return title;
    }

    String description() {
        return description;
    }

    boolean holds(Scenario scenario) {
        return scenarios.test(scenario);
    }

    static List<String> titles() {
        return Arrays.stream(values()).map(ScenarioGroup::title).toList();
    }

    static Optional<ScenarioGroup> of(String title) {
        return Arrays.stream(values()).filter(one -> one.title.equals(title)).findFirst();
    }
}
