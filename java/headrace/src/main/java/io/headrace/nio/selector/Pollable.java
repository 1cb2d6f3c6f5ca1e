// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

/** What a selector needs of a channel. Every channel of this package is one. Any thread may call. */
public interface Pollable {
    ChannelKind kind();

    Handle handle();

    Readiness readiness();

    /**
     * The operations that are ready in the channel's present state when these directions are: a SocketChannel answers
     * OP_CONNECT while a connection is pending, OP_READ and OP_WRITE when connected, else nothing.
     */
    int readyOps(int directions);
}
