// SPDX-License-Identifier: Apache-2.0
package jdk.jfr.internal.handlers;

/** What is called of the JDK's class of this name. Only compiled against. */
public abstract class EventHandler {
    public final native boolean isEnabled();

    public final native boolean shouldCommit(long duration);

    public static native long timestamp();

    public native void write(
            long start,
            long duration,
            String host,
            String address,
            int port,
            long timeout,
            long bytes,
            boolean endOfStream);

    public native void write(long start, long duration, String host, String address, int port, long bytes);
}
