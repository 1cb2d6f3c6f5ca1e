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
    public static java.util.List<InheritedSocket> inheritedChannels() throws java.io.IOException { throw null; }
    public static long memoryBytes() { throw null; }
    public static long peakMemoryBytes() { throw null; }
    public static long splice(java.nio.channels.ReadableByteChannel p0,
            java.nio.channels.WritableByteChannel p1,
            long p2)
            throws java.io.IOException { throw null; }
    public static long transfer(java.nio.channels.FileChannel p0,
            long p1,
            long p2,
            java.nio.channels.WritableByteChannel p3)
            throws java.io.IOException { throw null; }
}
