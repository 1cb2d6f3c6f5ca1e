// SPDX-License-Identifier: Apache-2.0
package io.headrace;

/**
 * How a socket finds the path MTU: the value of {@link HeadraceSocketOptions#IP_MTU_DISCOVER}. The constants are those
 * of the kernel, {@code IP_PMTUDISC_DONT} and so on, in its order.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/ip.7.html">IP_MTU_DISCOVER in ip(7)</a>
 */
public enum PathMtuDiscovery {
    /** Never set the flag "don't fragment". */
    DONT,
    /** Set it according to the route: the host's default. Datagrams that are too long are fragmented. */
    WANT,
    /** Always set it. A datagram that is longer than the path MTU is refused (EMSGSIZE). */
    DO,
    /** Set it, but ignore the path MTU that is known: for programs that probe it. */
    PROBE,
    /** Use the MTU of the interface, ignore that of the path, never set the flag. */
    INTERFACE,
    /** As {@code INTERFACE}, but let datagrams be fragmented that are longer. */
    OMIT
}
