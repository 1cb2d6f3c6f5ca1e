// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final class Agent {
    private Agent() { super(); }
    public static void premain(String p0, java.lang.instrument.Instrumentation p1) { throw null; }
}
