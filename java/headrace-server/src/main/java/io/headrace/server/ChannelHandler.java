// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

/**
 * What an {@link EventLoop} calls when a channel is ready. All methods are called in the thread of the loop, one at a
 * time. They must not block: everything else in the loop waits meanwhile.
 */
@FunctionalInterface
public interface ChannelHandler {

    /**
     * The channel is ready. With a loop in mode EDGE, read or write until the channel has no more, as
     * {@code io.headrace.TriggerMode} says; no other loop asks for that.
     *
     * @param registration whose channel is ready
     * @param readyOps the operations of {@link java.nio.channels.SelectionKey} that are ready. As with a selector, the
     *     operation may find nothing
     * @throws Exception closes this channel. The loop tells {@link #closed} and its {@link ErrorListener}, and goes on
     */
    void ready(Registration registration, int readyOps) throws Exception;

    /**
     * The loop is being stopped. Closes the channel, unless you override it: then finish what is under way, and close
     * the registration before the deadline. Called once for each registration that is open.
     *
     * @param registration of this handler
     * @throws Exception as for {@link #ready}
     */
    default void stopping(Registration registration) throws Exception {
        registration.close();
    }

    /**
     * The registration is over: by {@link Registration#close}, by {@link Registration#unregister}, or by the loop.
     * Called once, unless the channel itself was closed and not the registration.
     *
     * @param registration of this handler
     * @param cause what a method of this handler threw, or a {@link java.util.concurrent.TimeoutException} if the
     *     deadline of a stop has passed, or what ended the loop; null if the registration was closed
     * @throws Exception goes to the {@link ErrorListener}
     */
    default void closed(Registration registration, Throwable cause) throws Exception {}
}
