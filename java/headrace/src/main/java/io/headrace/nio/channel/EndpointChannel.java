// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.nio.selector.Handle;
import io.headrace.nio.selector.Pollable;
import io.headrace.nio.selector.Readiness;
import java.net.SocketOption;
import java.util.Set;

/** A channel of Headrace: its endpoint holds what a selector needs of it. */
public interface EndpointChannel extends Pollable, ChannelCallbacks {
    Endpoint endpoint();

    /** The socket options that the JDK's channels lack. */
    default Set<SocketOption<?>> addedOptions() {
        return Set.of();
    }

    /**
     * Another process gets the descriptor too. Inside a use of the handle.
     *
     * @throws UnsupportedOperationException it could not use it
     */
    default void share() {
        endpoint().share();
    }

    @Override
    default Handle handle() {
        return endpoint().handle;
    }

    @Override
    default Readiness readiness() {
        return endpoint().readiness;
    }
}
