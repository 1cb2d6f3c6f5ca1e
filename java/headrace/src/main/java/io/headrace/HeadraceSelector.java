// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * A {@link java.nio.channels.Selector} over epoll(7) or poll(2) with a {@link TriggerMode}. Open one with
 * {@link HeadraceSelectorProvider#openSelector(TriggerMode)}:
 *
 * <pre>{@code
 * HeadraceSelector selector = HeadraceSelectorProvider.provider().openSelector(TriggerMode.TRACKED);
 * channel.configureBlocking(false);
 * SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
 * selector.select(ready -> handle(ready));
 * }</pre>
 *
 * <p>It keeps the contract of {@code Selector}, but for two points: keys in mode {@link TriggerMode#EDGE}, and closed
 * channels (below). Times are milliseconds, and 0 is without limit, as {@code Selector} has them.
 *
 * <h2>Portability</h2>
 *
 * <p>A selector uses the backend of its provider, {@link Headrace#backend()}, whatever its mode. It registers only
 * channels of {@link HeadraceSelectorProvider}. Keys of different modes may be in one selector, and a channel may
 * have keys in several selectors, each in a mode of its own.
 *
 * <h2>Spurious and lost reports, draining</h2>
 *
 * <p>The mode decides; {@link TriggerMode} says what each one promises. In every mode:
 *
 * <ul>
 *   <li>A hang-up or an error makes all operations of interest ready, so that the next operation finds it.
 *   <li>Urgent data does not make a key ready, unless {@code SO_OOBINLINE} is set.
 *   <li>A report that no key wants does not end a select. Nor does a signal.
 *   <li>A select may return 0 before its timeout: after a wakeup or an interrupt, or after a report that adds nothing
 *       to the ready set of a selected key.
 *   <li>With {@code OP_CONNECT} interest in a channel that is connected already, a select returns 0 at once.
 *   <li>A wait takes at most 8,192 events from the kernel. The next select takes the rest.
 * </ul>
 *
 * <h2>Threads</h2>
 *
 * <p>Threads and locks are those of {@code Selector}: a select holds the monitor of the selector, then that of the
 * selected-key set. While a select waits, other threads may register channels, change interest or mode, cancel keys,
 * operate on channels, and close them. None of these waits for the select. A change of interest or mode counts from
 * the next select on, if not before; call {@link #wakeup} to make that soon.
 *
 * <h2>Closing</h2>
 *
 * <p>Closing a channel closes its descriptor at once. A JDK selector keeps it open until its next select. When
 * {@code close} returns, the peer sees the end and the port is free. If another thread is inside an operation of the
 * channel, the descriptor is closed as that operation ends. The key is invalid at once and leaves the key set with
 * the next select.
 *
 * <h2>Errors</h2>
 *
 * <p>A select throws an IOException if the kernel refuses to wait, or to register a channel (epoll_ctl(2): ENOMEM,
 * ENOSPC). If it refuses a channel, the other keys of that select are selected all the same, and the next select
 * tries the channel again.
 *
 * <h2>What is not guaranteed</h2>
 *
 * <p>The order of the selected keys, how many waits a select makes, and the figures of {@link #statistics} may differ
 * between backends and versions.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/epoll_ctl.2.html">epoll_ctl(2)</a>
 */
public abstract class HeadraceSelector extends AbstractSelector {

    /** For the implementation in this module. */
    protected HeadraceSelector(SelectorProvider provider) {
        super(provider);
    }

    /** The mode of keys that are registered without one. */
    public abstract TriggerMode mode();

    /**
     * Registers a channel with a mode for this key. If the channel has a key here already, replaces its mode,
     * interest and attachment. Any thread may call this; it does not wait for a select.
     *
     * @param ops the operations of interest, of the channel's {@link SelectableChannel#validOps()}
     * @param attachment may be null
     * @return the channel's key in this selector
     * @throws ClosedChannelException the channel is closed
     * @throws IllegalArgumentException an operation that the channel does not have
     * @throws java.nio.channels.ClosedSelectorException this selector is closed
     * @throws java.nio.channels.IllegalBlockingModeException the channel is in blocking mode
     * @throws java.nio.channels.IllegalSelectorException the channel is not one of Headrace's
     */
    public abstract SelectionKey register(SelectableChannel channel, int ops, TriggerMode mode, Object attachment)
            throws ClosedChannelException;

    /**
     * Registers a listener that has keys in several selectors, so that a connection wakes one of them and not all
     * (EPOLLEXCLUSIVE). The interest is {@code OP_ACCEPT}. It is there if {@link Headrace#supports} says
     * {@link Feature#EXCLUSIVE}. Register the listener in this way with each selector.
     *
     * <p>This is outside the contract of {@code java.nio}:
     *
     * <ul>
     *   <li>A connection is reported to one or more of the selectors that wait, not to each.
     *   <li>A selector that was woken and does not accept keeps the connection from the others until the next
     *       connection comes. So accept, each time that the key is selected, until {@code accept} returns null.
     *   <li>A connection that waited before the key was registered is reported at once.
     *   <li>The kernel does not spread connections evenly. While one selector keeps up, it may get nearly all.
     *   <li>The key has no {@link TriggerMode}: a {@code register} of it with a mode throws. A change of interest
     *       removes and adds the registration.
     * </ul>
     *
     * <p>Listeners that share a port by {@code SO_REUSEPORT}, one for each selector, spread connections evenly. But a
     * connection belongs to its listener from the start, so it waits while that selector is busy, and is reset when
     * that listener is closed.
     *
     * @param attachment may be null
     * @return the listener's key in this selector
     * @throws UnsupportedOperationException this backend lacks it
     * @throws IllegalArgumentException the listener has a key here already that is not exclusive
     * @throws ClosedChannelException the listener is closed
     * @throws java.nio.channels.ClosedSelectorException this selector is closed
     * @throws java.nio.channels.IllegalBlockingModeException the listener is in blocking mode
     * @throws java.nio.channels.IllegalSelectorException the listener is not one of Headrace's
     * @see <a href="https://man7.org/linux/man-pages/man2/epoll_ctl.2.html">EPOLLEXCLUSIVE in epoll_ctl(2)</a>
     */
    public abstract SelectionKey registerExclusive(ServerSocketChannel listener, Object attachment)
            throws ClosedChannelException;

    /**
     * Counts since this selector was opened. Any thread may call this; counts of a select in progress may be missing.
     */
    public abstract Statistics statistics();

    /**
     * What a selector has done since it was opened.
     *
     * @param waits calls of the kernel for events (epoll_wait(2), poll(2)), including those with timeout 0
     * @param events reports of the kernel
     * @param changes registrations added, modified or removed; with epoll(7) each is one epoll_ctl(2) at most
     * @param wakeups waits that {@link HeadraceSelector#wakeup} ended
     * @param staleEvents reports for registrations that had ended
     */
    public record Statistics(long waits, long events, long changes, long wakeups, long staleEvents) {}
}
