// SPDX-License-Identifier: Apache-2.0
package io.headrace;

/**
 * How a selector learns from the kernel that a channel is ready, and when it tells its user. All but {@link #EDGE} keep the
 * contract of {@link java.nio.channels.Selector}; they differ in system calls. A selector has a mode, a key may override it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/epoll.7.html">epoll(7), level-triggered and edge-triggered</a>
 */
public enum TriggerMode {
    /** The kernel repeats what is ready in each select; a change of interest is a system call. */
    LEVEL,

    /** A report disarms the registration; the next select arms it again, with a system call, while there is interest. */
    ONESHOT,

    /**
     * One report an edge: a key is selected once when a channel becomes ready, and again only after the kernel has reported
     * it anew. The user reads or writes until the operation would block. This departs from {@code java.nio} on purpose.
     */
    EDGE,

    /** Edge-triggered in the kernel, level-triggered to the user: the selector follows what each operation learned. */
    TRACKED
}
