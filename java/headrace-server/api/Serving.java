// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public final class Serving {
    private Serving() { super(); }
    public static Serving inLoop() { throw null; }
    public static Serving pool(int p0) { throw null; }
    public static Serving process(String... p0) { throw null; }
    public static Serving threads() { throw null; }
    public static Serving threads(java.util.concurrent.ThreadFactory p0) { throw null; }
    public static Serving virtualThreads() { throw null; }
}
