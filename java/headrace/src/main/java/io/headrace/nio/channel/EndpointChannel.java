// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.nio.selector.Handle;
import io.headrace.nio.selector.Pollable;
import io.headrace.nio.selector.Readiness;

/** A channel of Headrace: its endpoint holds what a selector needs of it. */
public interface EndpointChannel extends Pollable, ChannelCallbacks {
    Endpoint endpoint();

    @Override
    default Handle handle() {
        return endpoint().handle;
    }

    @Override
    default Readiness readiness() {
        return endpoint().readiness;
    }
}
