// SPDX-License-Identifier: Apache-2.0
package jdk.internal.event;

import java.net.SocketAddress;

/** What is called of the JDK's class of this name. Only compiled against. */
public class SocketWriteEvent {
    public static native boolean enabled();

    public static native long timestamp();

    public static native void offer(long start, long bytes, SocketAddress remote);
}
