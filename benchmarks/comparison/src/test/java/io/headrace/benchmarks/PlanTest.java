// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Plan QUICK = Plan.quick(Selection.QUICK);

    @Test
    void aBlockMeasuresInAnOrderThatReadsTheSameBackwards() {
        assertThat(names(QUICK.rounds(two(), 0))).containsExactly("jdk", "c-poll", "c-poll", "jdk");
    }

    @Test
    void everyOtherBlockBeginsWithTheLast() {
        assertThat(names(QUICK.rounds(two(), 1))).containsExactly("c-poll", "jdk", "jdk", "c-poll");
    }

    @Test
    void quickTakesNoMoreThanTwoMinutesAndAHalf() {
        assertThat(QUICK.estimate()).isLessThanOrEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void theDefaultTakesNoMoreThan35Minutes() {
        assertThat(Plan.thorough(Selection.STANDARD).estimate()).isLessThanOrEqualTo(Duration.ofMinutes(35));
    }

    @Test
    void quickIsWhereModesDifferOnOneServerOfSevenImplementations() {
        assertThat(QUICK.groups()).singleElement().satisfies(group -> {
            assertThat(group.scenarios().stream().map(Scenario::name))
                    .containsExactly("unread", "flip", "drain", "echo");
            assertThat(names(group.implementations()))
                    .containsExactly(
                            "jdk",
                            "headrace-tracked",
                            "headrace-level",
                            "headrace-oneshot",
                            "headrace-edge",
                            "netty-epoll",
                            "c-epoll-level");
        });
    }

    @Test
    void callsAreCountedInEachBlockOfAQuickRun() {
        assertThat(IntStream.range(0, QUICK.blocks())).allMatch(QUICK::countsIn);
    }

    @Test
    void theDefaultHasStartsTomcatAndVirtualThreadsAndJdk25OnlyForThese() {
        Plan plan = Plan.thorough(Selection.STANDARD);

        assertThat(names(servers(plan, "start"))).contains("jdk", "headrace-tracked", "empty-agent", "headrace-agent");
        assertThat(names(servers(plan, "virtual-100"))).containsExactly("jdk25", "headrace25");
        assertThat(names(servers(plan, "http-tomcat-100"))).contains("jdk", "headrace-tracked");
        assertThat(names(servers(plan, "echo-100"))).doesNotContain("jdk25", "headrace25");
    }

    private static List<Implementation> servers(Plan plan, String name) {
        return plan.groups().stream()
                .flatMap(group -> group.scenarios().stream()
                        .filter(scenario -> scenario.name().equals(name))
                        .flatMap(scenario -> group.serving(scenario).stream()))
                .toList();
    }

    @Test
    void nothingIsAskedOfAnImplementationThatDoesNotServeIt() {
        Selection selection = Selection.ALL.only(List.of("echo-1", "echo-10000", "c-select"));

        Group group = Group.of(selection).get(0);

        assertThat(names(group.serving(selection.scenarios().get(1)))).containsExactly("jdk");
    }

    @Test
    void aServerIsWarmedUpAtFullSpeed() {
        Group group = Group.of(Selection.ALL.only(List.of("echo-1", "echo-10000", "rate-100", "accept", "jdk")))
                .get(0);

        assertThat(group.warmingUp(Implementation.BASELINE).stream().map(Scenario::name))
                .containsExactly("echo-1", "accept");
    }

    @Test
    void theSecondsOfAWarmUpHaveAProcessOfTheirOwn() {
        List<Group> groups = Group.of(Selection.ALL.only(List.of("http-netty-100", "warm-up", "jdk")));

        assertThat(groups).extracting(Group::isCold).containsExactly(false, true);
        assertThat(groups.get(1).scenarios().stream().map(Scenario::second))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void aServerOnBothProcessorsHasAProcessOfItsOwn() {
        List<Group> groups =
                Group.of(Selection.ALL.only(List.of("virtual-100", "virtual-rate", "virtual-100-both", "headrace25")));

        assertThat(groups)
                .extracting(
                        group -> group.scenarios().stream().map(Scenario::name).toList())
                .containsExactly(List.of("virtual-100", "virtual-rate"), List.of("virtual-100-both"));
    }

    @Test
    void agentsServeNothingButAStart() {
        Selection agents = Selection.ALL.only(List.of("headrace-agent"));

        assertThat(Group.of(agents).stream()
                        .filter(group -> group.implementations().size() > 1))
                .singleElement()
                .matches(Group::isStart);
    }

    private static List<Implementation> two() {
        return Selection.ALL.only(List.of("c-poll")).implementations();
    }

    private static List<String> names(List<Implementation> implementations) {
        return implementations.stream().map(Implementation::name).toList();
    }
}
