// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

/**
 * What was seen of a user's program on one implementation before it was measured.
 *
 * @param arrived of what kind the connections were
 * @param jvm the name and version of the JVM that it runs on
 * @param difference of its answers from those on the JDK's provider, as diff -u shows it; empty if there is none
 * @param failure why there is no more of it, or null
 */
public record Trial(String implementation, String arrived, String jvm, String difference, String failure) {
    /** Whether it can be measured. */
    public boolean isSound() {
        return failure == null;
    }
}
