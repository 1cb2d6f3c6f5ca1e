// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is run; the warm-up is in CPU time of the server. In each block every implementation gets a new process, is warmed up,
 * and is then measured twice, in an order that is the same read backwards (ABBA), so that a drift of the machine hits all
 * alike.
 */
record Plan(
        List<Scenario> scenarios,
        List<Implementation> implementations,
        int blocks,
        Duration warmup,
        Duration settle,
        Duration window) {
    private static final int QUICK_BLOCKS = 5;
    private static final int THOROUGH_BLOCKS = 8;
    private static final Duration START = Duration.ofMillis(700);
    private static final Duration WARMUP = Duration.ofMillis(6000);
    private static final Duration SETTLE = Duration.ofMillis(100);
    private static final Duration WINDOW = Duration.ofMillis(800);

    static Plan quick(Selection selection) {
        return of(selection, QUICK_BLOCKS);
    }

    static Plan thorough(Selection selection) {
        return of(selection, THOROUGH_BLOCKS);
    }

    private static Plan of(Selection selection, int blocks) {
        return new Plan(selection.scenarios(), selection.implementations(), blocks, WARMUP, SETTLE, WINDOW);
    }

    /** Every other block begins with the last implementation. */
    List<Implementation> order(int block) {
        List<Implementation> order = new ArrayList<>(implementations);
        if (block % 2 != 0) {
            Collections.reverse(order);
        }
        return order;
    }

    List<Implementation> rounds(int block) {
        List<Implementation> rounds = order(block);
        List<Implementation> back = new ArrayList<>(rounds);
        Collections.reverse(back);
        rounds.addAll(back);
        return rounds;
    }

    int steps() {
        return cells() * 3;
    }

    /** From the start of a server until it is warm. */
    Duration warmupStep() {
        return START.plus(warmup);
    }

    Duration roundStep() {
        return settle.plus(window);
    }

    Duration estimate() {
        return warmupStep().plus(roundStep().multipliedBy(2)).multipliedBy(cells());
    }

    private int cells() {
        return scenarios.size() * blocks * implementations.size();
    }
}
