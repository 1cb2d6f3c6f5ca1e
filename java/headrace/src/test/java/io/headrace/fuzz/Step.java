// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

/**
 * An operation with what it draws from.
 *
 * @param slot of the channel that it is done on
 * @param seed of its choices: they stay the same when other steps are dropped
 */
record Step(Operation operation, int slot, long seed) {

    /** The choice with this number, out of so many. */
    int choose(int number, int count) {
        long z = seed + (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (int) (((z ^ (z >>> 31)) >>> 33) % count);
    }
}
