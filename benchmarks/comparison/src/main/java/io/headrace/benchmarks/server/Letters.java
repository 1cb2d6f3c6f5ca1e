// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

/** The bytes that clients expect where nothing else is said: the letters a to z over and over. */
final class Letters {
    static final int ALPHABET = 26;

    private Letters() {}

    static byte[] of(int size) {
        byte[] letters = new byte[size];
        for (int i = 0; i < size; i++) {
            letters[i] = (byte) ('a' + i % ALPHABET);
        }
        return letters;
    }
}
