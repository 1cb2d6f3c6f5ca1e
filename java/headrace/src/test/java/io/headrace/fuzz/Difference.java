// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

/** The first step of a program whose outcomes are not the same. */
record Difference(int index, Step step, String expected, String got) {

    /** Of the same kind: a program that was made shorter still shows what the longer one did. */
    boolean isLike(Difference other) {
        return other != null && step.operation() == other.step.operation();
    }
}
