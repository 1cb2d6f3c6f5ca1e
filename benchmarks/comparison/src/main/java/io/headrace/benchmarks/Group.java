// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scenarios that one process of a server can be given one after the other, and the implementations that serve one of
 * them.
 */
record Group(List<Scenario> scenarios, List<Implementation> implementations) {
    private static final int MANY = 10_000;

    private record Server(Role role, int size, boolean cold, boolean shared) {
        static Server of(Scenario scenario) {
            return new Server(
                    scenario.role(),
                    scenario.role().sized() ? scenario.load().size() : 0,
                    scenario.isCold(),
                    scenario.load().shared());
        }
    }

    static List<Group> of(Selection selection) {
        Map<Server, List<Scenario>> byServer = new LinkedHashMap<>();
        for (Scenario scenario : selection.scenarios()) {
            byServer.computeIfAbsent(Server.of(scenario), server -> new ArrayList<>())
                    .add(scenario);
        }
        Collection<List<Scenario>> groups = byServer.values();
        return groups.stream()
                .map(scenarios -> new Group(
                        scenarios,
                        selection.implementations().stream()
                                .filter(one -> scenarios.stream().anyMatch(one::serves))
                                .toList()))
                .filter(group -> !group.implementations.isEmpty())
                .toList();
    }

    boolean isCold() {
        return scenarios.get(0).isCold();
    }

    /** Whether its servers share a port. */
    boolean isUsers() {
        return scenarios.get(0).role() == Role.USER;
    }

    boolean isStart() {
        return scenarios.get(0).isStart();
    }

    List<Implementation> serving(Scenario scenario) {
        return implementations.stream().filter(one -> one.serves(scenario)).toList();
    }

    List<Scenario> servedBy(Implementation implementation) {
        return scenarios.stream().filter(implementation::serves).toList();
    }

    /** What makes its server warm soonest: full speed, and not long to open. */
    List<Scenario> warmingUp(Implementation implementation) {
        List<Scenario> served = servedBy(implementation);
        List<Scenario> suited = served.stream()
                .filter(scenario ->
                        scenario.load().rate() == 0 && scenario.load().opened() < MANY)
                .toList();
        return suited.isEmpty() ? served : suited;
    }
}
