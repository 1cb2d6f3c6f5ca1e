// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is run. In each block every implementation gets a new process, is warmed up, and is then measured twice in each
 * scenario, in an order that is the same read backwards (ABBA), so that a drift of the machine hits all alike. It is
 * also counted what a request costs besides time. A warm-up is so many thousandths of what takes a JVM to its best.
 */
record Plan(
        List<Group> groups, int blocks, int warmupThousandths, Duration settle, Duration window, Counting counting) {
    /** What is counted besides time: nothing, system calls in each block, or all there is in the last one. */
    enum Counting {
        NOTHING,
        CALLS,
        ALL
    }

    private static final Duration START = Duration.ofMillis(600);
    private static final Duration CLIENT_START = Duration.ofMillis(30);
    private static final Duration OPEN_CONNECTION = Duration.ofNanos(60_000);
    private static final int FULL_WARMUP = 1000;

    /** Windows of each process of a user's program. */
    static final int USER_WINDOWS = 3;

    private static final Duration USER_START = Duration.ofSeconds(3);

    static final Duration COLD_WINDOW = Duration.ofSeconds(1);

    static Plan quick(Selection selection) {
        return new Plan(Group.of(selection), 5, 333, Duration.ofMillis(30), Duration.ofMillis(110), Counting.CALLS);
    }

    static Plan thorough(Selection selection) {
        return new Plan(
                Group.of(selection), 4, FULL_WARMUP, Duration.ofMillis(40), Duration.ofMillis(200), Counting.ALL);
    }

    /** Processes of a server whose port only one can have: so more of them, and longer windows. */
    static Plan user(Selection selection) {
        return new Plan(
                Group.of(selection), 6, FULL_WARMUP, Duration.ofMillis(100), Duration.ofSeconds(1), Counting.CALLS);
    }

    /** Windows that hold enough samples of a millisecond each. */
    static Plan profiling(Selection selection, int blocks) {
        return new Plan(
                Group.of(selection),
                blocks,
                FULL_WARMUP,
                Duration.ofMillis(40),
                Duration.ofMillis(2500),
                Counting.NOTHING);
    }

    Plan withBlocks(int number) {
        return new Plan(groups, number, warmupThousandths, settle, window, counting);
    }

    boolean countsIn(int block) {
        return counting == Counting.CALLS || counting == Counting.ALL && block == blocks - 1;
    }

    /** Every other block begins with the last implementation. */
    List<Implementation> order(List<Implementation> implementations, int block) {
        List<Implementation> order = new ArrayList<>(implementations);
        if (block % 2 != 0) {
            Collections.reverse(order);
        }
        return order;
    }

    List<Implementation> rounds(List<Implementation> implementations, int block) {
        List<Implementation> rounds = order(implementations, block);
        List<Implementation> back = new ArrayList<>(rounds);
        Collections.reverse(back);
        rounds.addAll(back);
        return rounds;
    }

    /** In CPU time of the server. */
    Duration warmup(Implementation implementation, Group group) {
        Role role = group.scenarios().get(0).role();
        return implementation
                .program()
                .warmup(role)
                .multipliedBy(warmupThousandths)
                .dividedBy(FULL_WARMUP);
    }

    /** From the start of a server until it is warm. */
    Duration warmupStep(Implementation implementation, Group group) {
        return (group.isUsers() ? USER_START : START).plus(warmup(implementation, group));
    }

    Duration roundStep(Scenario scenario) {
        return opening(scenario).plus(settle).plus(window);
    }

    Duration countStep(Scenario scenario) {
        return counting == Counting.CALLS
                ? Counter.CALLS_STEP.plus(opening(scenario))
                : Counter.STEP.plus(opening(scenario).multipliedBy(3));
    }

    private int countedBlocks() {
        return (int) IntStream.range(0, blocks).filter(this::countsIn).count();
    }

    private static Duration opening(Scenario scenario) {
        return CLIENT_START.plus(OPEN_CONNECTION.multipliedBy(scenario.load().opened()));
    }

    int steps() {
        int steps = 0;
        for (Group group : groups) {
            int pairs = group.scenarios().stream()
                    .mapToInt(scenario -> group.serving(scenario).size())
                    .sum();
            if (group.isUsers()) {
                steps += blocks * (1 + USER_WINDOWS + 1) * pairs;
            } else if (group.isStart()) {
                steps += blocks * 2 * pairs;
            } else if (group.isCold()) {
                steps += blocks * pairs;
            } else {
                steps += blocks * (group.implementations().size() + 2 * pairs) + countedBlocks() * pairs;
            }
        }
        return steps;
    }

    private Duration coldBlock(Group group) {
        int implementations = group.implementations().size();
        return group.isStart()
                ? Starts.STEP.multipliedBy(2L * implementations)
                : START.plus(COLD_WINDOW
                                .plus(CLIENT_START)
                                .multipliedBy(group.scenarios().size()))
                        .multipliedBy(implementations);
    }

    Duration estimate() {
        Duration sum = Duration.ZERO;
        for (Group group : groups) {
            if (group.isStart() || group.isCold()) {
                sum = sum.plus(coldBlock(group).multipliedBy(blocks));
                continue;
            }
            Duration block = Duration.ZERO;
            for (Implementation one : group.implementations()) {
                block = block.plus(warmupStep(one, group));
            }
            for (Scenario scenario : group.scenarios()) {
                int pairs = group.serving(scenario).size();
                block = block.plus(roundStep(scenario).multipliedBy((group.isUsers() ? USER_WINDOWS : 2L) * pairs));
                sum = sum.plus(countStep(scenario).multipliedBy((long) countedBlocks() * pairs));
            }
            sum = sum.plus(block.multipliedBy(blocks));
        }
        return sum;
    }
}
