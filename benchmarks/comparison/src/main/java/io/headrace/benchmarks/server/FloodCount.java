// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

/** Counts datagrams; each 64th is answered with the count. */
final class FloodCount {
    private static final int ANSWERED = 64;
    private static final int DIGITS = 16;
    private static final int BITS_OF_A_DIGIT = 4;

    private final byte[] digits = new byte[DIGITS];
    private long total;

    boolean nextIsAnswered() {
        total++;
        return total % ANSWERED == 0;
    }

    /** The total in hexadecimal, in an array that is always the same. */
    byte[] digits() {
        long rest = total;
        for (int i = DIGITS - 1; i >= 0; i--) {
            digits[i] = (byte) Character.forDigit((int) (rest & 0xf), 1 << BITS_OF_A_DIGIT);
            rest >>>= BITS_OF_A_DIGIT;
        }
        return digits;
    }
}
