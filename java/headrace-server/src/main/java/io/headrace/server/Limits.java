// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

/**
 * What a server allows. Times are nanoseconds.
 *
 * @param idle 0 for no limit
 * @param request bytes of input that a handler may leave, or of a datagram
 * @param pending bytes that a connection may owe its peer
 */
record Limits(int connections, long idle, int request, int backlog, int pending, long linger) {}
