// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    @Test
    void theBaselineIsFirstWithoutBeingNamed() {
        Selection selection = Selection.ALL.only(List.of("headrace-level"));

        assertThat(selection.implementations().stream().map(Implementation::name))
                .containsExactly("jdk", "headrace-level");
    }

    @Test
    void namesOfOneKindLeaveTheOtherAsItWas() {
        Selection selection = Selection.QUICK.only(List.of("http-netty-1"));

        assertThat(selection.scenarios().stream().map(Scenario::name)).containsExactly("http-netty-1");
        assertThat(selection.implementations()).isEqualTo(Selection.QUICK.implementations());
    }

    @Test
    void aScenarioThatNobodyInThePresetServesGetsAllThatDo() {
        Selection selection = Selection.QUICK.only(List.of("virtual-100"));

        assertThat(selection.implementations().stream()
                        .filter(one -> one.serves(selection.scenarios().get(0)))
                        .map(Implementation::name))
                .containsExactly("jdk25", "jdk25-poller1", "headrace25", "headrace25-virtual", "headrace25-platform");
    }

    @Test
    void virtualThreadsAreComparedWithANewerJdk() {
        Selection selection = Selection.ALL.only(List.of("virtual-100", "headrace25"));

        assertThat(selection.implementations().stream().map(Implementation::name))
                .containsExactly("jdk", "jdk25", "headrace25");
    }

    @Test
    void aGroupStandsForItsScenarios() {
        assertThat(Selection.ALL.only(List.of("http", "jdk")).scenarios())
                .isNotEmpty()
                .allMatch(scenario -> scenario.name().startsWith("http-"));
        assertThat(Selection.ALL.only(List.of("modes", "jdk")).scenarios().stream()
                        .map(Scenario::name))
                .containsExactly("unread", "flip", "drain", "echo");
    }

    @Test
    void everyGroupHoldsAScenarioAndNoneIsCalledAsOneIs() {
        assertThat(ScenarioGroup.values())
                .allMatch(group -> Scenario.ALL.stream().anyMatch(group::holds))
                .noneMatch(group ->
                        Scenario.ALL.stream().anyMatch(one -> one.name().equals(group.title())));
    }

    @Test
    void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
        assertThatThrownBy(() -> Selection.ALL.only(List.of("jdk", "kqueue")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown name 'kqueue'; allowed are ")
                .hasMessageContainingAll(Selection.names().toArray(String[]::new));
    }
}
