// SPDX-License-Identifier: Apache-2.0
package jdk.jfr.events;

import jdk.jfr.internal.handlers.EventHandler;

/** What is used of the JDK's class of this name. Only compiled against. */
public final class Handlers {
    public static final EventHandler SOCKET_READ = null;
    public static final EventHandler SOCKET_WRITE = null;
}
