// SPDX-License-Identifier: Apache-2.0
/**
 * Channels of datagrams: UDP with multicast groups, the {@link java.net.DatagramSocket} that stands for such a
 * channel, and reading ahead ({@code io.headrace.readahead}).
 */
package io.headrace.nio.datagram;
