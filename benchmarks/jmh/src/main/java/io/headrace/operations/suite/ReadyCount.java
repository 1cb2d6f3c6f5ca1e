// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

/** The values of a parameter k: how many of n are ready. */
final class ReadyCount {
    static final String ALL = "n";

    private ReadyCount() {}

    static int of(String k, int n) {
        return k.equals(ALL) ? n : Integer.parseInt(k);
    }
}
