// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.nio.channels.Channel;

/**
 * A descriptor that systemd has passed to this process, of {@link Headrace#inheritedChannels}.
 *
 * @param name of {@code FileDescriptorName=} in the unit, or {@code unknown}
 * @param descriptor its number, 3 or more
 * @param channel a ServerSocketChannel, SocketChannel, DatagramChannel or, of a FIFO, Pipe.SourceChannel in blocking
 *     mode; null if {@code java.nio} has no channel for it. The descriptor then is as systemd passed it
 * @param problem what the descriptor is instead; null if there is a channel
 */
public record InheritedSocket(String name, int descriptor, Channel channel, String problem) {}
