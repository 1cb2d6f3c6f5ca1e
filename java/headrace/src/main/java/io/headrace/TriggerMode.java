// SPDX-License-Identifier: Apache-2.0
package io.headrace;

/**
 * How a selector asks the kernel whether a channel is ready, and how long it believes the answer. A
 * {@link HeadraceSelector} has a mode for its keys, and a key may have another one.
 *
 * <p>{@link #TRACKED}, {@link #LEVEL} and {@link #ONESHOT} keep the contract of {@link java.nio.channels.Selector}.
 * They differ in system calls only. {@link #EDGE} departs from that contract on purpose: it reports an edge once, and
 * you have to drain.
 *
 * <h2>Portability</h2>
 *
 * <p>Every mode works on every backend. epoll(7) has level, edge and one-shot triggering. poll(2) has no edges. There
 * {@code TRACKED} and {@code EDGE} use one-shot registrations, which live in the library's own memory and cost no
 * system call.
 *
 * <p>{@code TRACKED}, {@code LEVEL} and {@code ONESHOT} select the same keys on each backend. In {@code EDGE},
 * epoll(7) reports more often than poll(2) does. Rely only on what this page promises.
 *
 * <h2>Spurious reports</h2>
 *
 * <p>A report is spurious if the operation then finds nothing: a read returns 0, an accept or a receive returns null.
 * Be prepared for it in every mode. A channel that is registered is in non-blocking mode, so the operation never
 * blocks.
 *
 * <p>{@code LEVEL} and {@code ONESHOT} select a key only if the kernel reports it ready in the same select.
 * {@code TRACKED} also believes an earlier report, as long as no operation of the channel has used it up. If an
 * operation leaves open whether there is more, {@code TRACKED} asks the kernel again and does not guess. Datagrams
 * that were read ahead count as a report. Spurious reports remain possible in these modes if:
 *
 * <ul>
 *   <li>another thread operates on the channel while the select runs. That select may report what the operation has
 *       just taken; the next one does not;
 *   <li>another process shares the socket, such as one that inherited it. In {@code TRACKED} the key then stays ready
 *       until an operation of your channel finds nothing;
 *   <li>the kernel takes back what it announced, such as a datagram with a wrong checksum (select(2), BUGS).
 * </ul>
 *
 * <p>{@code EDGE} does not look at operations, so a key is also reported if you have read everything since the edge
 * came. A report of one direction may repeat that of the other. Each arrival of data may be reported, even if you
 * have not drained yet.
 *
 * <h2>Draining</h2>
 *
 * <p>In {@code TRACKED}, {@code LEVEL} and {@code ONESHOT} you need not drain: a key is ready in each select until
 * the operation would block.
 *
 * <p>In {@code TRACKED} the selector saves a system call if your operation has shown that there is nothing more. A
 * read or a write that would block shows that, and so does a write that takes only a part. On TCP and pipes a read of
 * fewer bytes than the buffer had room for usually shows it too. A read that fills the buffer shows nothing, so the
 * next select asks the kernel once.
 *
 * <p>In {@code EDGE} you must drain after each report, in any thread:
 *
 * <ul>
 *   <li>read a stream until the read returns 0 or -1, or throws. A short read is not enough on every channel and
 *       backend;
 *   <li>write until a write takes less than its buffer holds, or a gathering write returns 0;
 *   <li>accept, receive, and read datagrams until there is none. An exception from these does not end the drain.
 * </ul>
 *
 * <h2>Lost reports</h2>
 *
 * <p>No mode loses a report. In {@code TRACKED} an operation counts as a drain only if the kernel reported nothing
 * while it ran, so what arrives meanwhile is found by the next select. A report that comes while the key has no
 * interest in it is kept, and told once there is interest, in {@code EDGE} too.
 *
 * <p>In {@code EDGE} you can lose one yourself: by not draining, or by leaving the key in the selected-key set. An
 * operation that is already in the ready set of a selected key changes nothing, as {@link java.nio.channels.Selector}
 * says, and the edge is over. Remove each key that you handle.
 *
 * <h2>What is not guaranteed</h2>
 *
 * <ul>
 *   <li>The number of reports of an edge: one at least, and more on some backends.
 *   <li>In {@code EDGE}, another report if you take interest away and give it back.
 *   <li>The number of system calls and of the kernel's events, which {@link HeadraceSelector#statistics()} counts.
 *   <li>In {@code TRACKED}, that the selector sees what does not pass through the channel, such as native code that
 *       uses the descriptor.
 * </ul>
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/epoll.7.html">epoll(7), level-triggered and edge-triggered</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/poll.2.html">poll(2)</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/select.2.html">select(2), BUGS</a>
 */
public enum TriggerMode {
    /**
     * Level-triggered: in each select the kernel reports again what is ready. A key that is not read costs an event
     * in each select. With epoll(7) a change of interest is one epoll_ctl(2), made by the next select.
     */
    LEVEL,

    /**
     * One-shot: a report disarms the registration, and the next select arms it again while there is interest. With
     * epoll(7) each report costs one epoll_ctl(2), as does a change of interest.
     */
    ONESHOT,

    /**
     * Edge-triggered: a key is selected once when its channel becomes ready, and again only after the kernel has
     * reported a new edge. Drain after each report. The first report of a key covers what was ready before its
     * registration. An edge that was told to one select is not told to the next.
     */
    EDGE,

    /**
     * Edge-triggered in the kernel, level-triggered to you: the default. The selector follows what each operation of
     * the channel learned, from whichever thread, and asks the kernel only if that leaves doubt. With epoll(7) a key
     * that is not read costs no system call. Nor does a change of interest on TCP, unless data that nobody wants
     * keeps arriving.
     *
     * <p>TCP, Unix domain and pipe channels are followed. For listeners and datagram channels nearly every operation
     * would leave doubt, so there {@code TRACKED} takes the kernel's level reports, as {@link #LEVEL} does.
     */
    TRACKED
}
