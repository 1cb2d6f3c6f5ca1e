// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final class Headrace {
    private Headrace() { super(); }
    public static boolean isAvailable() { throw null; }
    public static boolean supports(Feature p0) { throw null; }
    public static int resizePipe(java.nio.channels.Pipe.SinkChannel p0,
            int p1)
            throws java.io.IOException { throw null; }
    public static int sendChannels(java.nio.channels.SocketChannel p0,
            java.nio.ByteBuffer p1,
            java.nio.channels.Channel... p2)
            throws java.io.IOException { throw null; }
    public static HeadraceMXBean mxBean() { throw null; }
    public static ReceivedChannels receiveChannels(java.nio.channels.SocketChannel p0,
            java.nio.ByteBuffer p1)
            throws java.io.IOException { throw null; }
    public static Process spawn(java.nio.channels.Channel p0, String... p1) throws java.io.IOException { throw null; }
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
