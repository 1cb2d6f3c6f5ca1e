// SPDX-License-Identifier: Apache-2.0
/**
 * What channels of all kinds share: the descriptor with its locks, waits of blocking operations, buffers, options.
 *
 * <p>An {@link io.headrace.nio.channel.Endpoint} belongs to one channel for life. Its handle counts the threads
 * inside system calls; the last of them closes the descriptor. A blocked thread waits in poll(2) and is woken by a
 * signal. Most readers of stream sockets wait inside recv(2) instead.
 */
package io.headrace.nio.channel;
