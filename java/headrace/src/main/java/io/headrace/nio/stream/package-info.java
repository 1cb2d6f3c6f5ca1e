// SPDX-License-Identifier: Apache-2.0
/**
 * Channels of bytes: TCP, Unix domain stream sockets and pipes, with the {@code java.net} sockets that stand for them.
 *
 * <p>{@link io.headrace.nio.stream.AddressFamily} holds what TCP and Unix domain sockets do differently: addresses,
 * options and the kind of channel. Input and output are parts of their own, each guarded by one lock of the channel's
 * handle.
 */
package io.headrace.nio.stream;
