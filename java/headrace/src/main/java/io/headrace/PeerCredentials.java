// SPDX-License-Identifier: Apache-2.0
package io.headrace;

/**
 * Who is at the other end of a Unix domain socket: {@link HeadraceSocketOptions#SO_PEERCRED}. The system took them when
 * the peer connected, or when it began to listen. The process may have ended since, and its number may be another
 * one's.
 *
 * @param pid number of the process; -1 if the system does not tell, as for a process of another PID namespace
 * @param uid number of the user, as an unsigned int
 * @param gid number of the group, as an unsigned int
 * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
 */
public record PeerCredentials(long pid, int uid, int gid) {}
