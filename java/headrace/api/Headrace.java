// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final class Headrace {
    private Headrace() { super(); }
    public static boolean isAvailable() { throw null; }
    public static boolean supports(Feature p0) { throw null; }
    public static HeadraceMXBean mxBean() { throw null; }
    public static String backend() { throw null; }
    public static String version() { throw null; }
    public static Throwable unavailabilityCause() { throw null; }
    public static long memoryBytes() { throw null; }
    public static long peakMemoryBytes() { throw null; }
}
