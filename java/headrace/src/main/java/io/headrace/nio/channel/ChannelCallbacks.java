// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import java.nio.channels.AsynchronousCloseException;

/**
 * What the parts of a channel call back on the channel itself. Most of it is a protected method of
 * {@link java.nio.channels.spi.AbstractSelectableChannel}, which only a subclass may call.
 */
public interface ChannelCallbacks {
    boolean isOpen();

    boolean isBlocking();

    /** {@code begin()}: from here on an interrupt closes the channel. */
    void beginBlocking();

    /** {@code end(completed)}. */
    void endBlocking(boolean completed) throws AsynchronousCloseException;

    /** Throws if the state of the channel allows no bytes to move. */
    void ensureConnected();
}
