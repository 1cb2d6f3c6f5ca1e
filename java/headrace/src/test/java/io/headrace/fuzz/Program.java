// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Steps in their order. */
record Program(long seed, List<Step> steps) {
    private static final int LEAST = 40;
    private static final int MOST = 200;
    private static final int FIRST_OPENINGS = 4;

    /** The same program for the same seed. */
    static Program random(long seed, List<Operation> operations) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Step> steps = new ArrayList<>();
        List<Operation> openings = operations.stream()
                .filter(operation -> operation.name().startsWith("open "))
                .toList();
        for (int i = 0; i < FIRST_OPENINGS; i++) {
            steps.add(step(openings, random));
        }
        for (int i = random.nextInt(LEAST, MOST); i > 0; i--) {
            steps.add(step(operations, random));
        }
        steps.add(new Step(last(operations), 0, 0));
        return new Program(seed, steps);
    }

    /** Shows what no step has looked at. */
    private static Operation last(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation.name().equals("look at all"))
                .findFirst()
                .orElseThrow();
    }

    private static Step step(List<Operation> operations, SplittableRandom random) {
        int left =
                random.nextInt(operations.stream().mapToInt(Operation::weight).sum());
        int i = 0;
        while (left >= operations.get(i).weight()) {
            left -= operations.get(i).weight();
            i++;
        }
        return new Step(operations.get(i), random.nextInt(World.SLOTS), random.nextLong());
    }

    Program with(List<Step> fewer) {
        return new Program(seed, fewer);
    }
}
