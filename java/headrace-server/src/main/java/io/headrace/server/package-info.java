// SPDX-License-Identifier: Apache-2.0
/**
 * Event loops, framing and servers over any {@code java.nio}.
 *
 * <ul>
 *   <li>{@link io.headrace.server.EventLoop} is one thread and one selector. {@link io.headrace.server.EventLoops} are
 *       several of them.
 *   <li>{@link io.headrace.server.ChannelHandler} is what you write. {@link io.headrace.server.Registration} is its
 *       channel in the loop.
 *   <li>{@link io.headrace.server.LoopTimer} runs an action later.
 *   <li>{@link io.headrace.server.Framing} says how messages lie in a stream of bytes.
 *       {@link io.headrace.server.FrameDecoder} and {@link io.headrace.server.FrameEncoder} find and write them.
 *   <li>{@link io.headrace.server.Server} listens at an {@link io.headrace.server.Endpoint}, and serves as
 *       {@link io.headrace.server.Serving} says. You write a {@link io.headrace.server.StreamHandler}, a
 *       {@link io.headrace.server.FramedHandler} or a {@link io.headrace.server.DatagramHandler}.
 *   <li>{@link io.headrace.server.ErrorListener} and {@link io.headrace.server.BlockedListener} are told what goes
 *       wrong.
 * </ul>
 *
 * <p>The provider is that of the JVM, or the one that you name. What only Headrace has throws an
 * {@link java.lang.UnsupportedOperationException} with another one.
 *
 * <p>Parameters and results are not null unless their description says so.
 */
package io.headrace.server;
