// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * A {@link java.nio.channels.Selector} over the operating system's own readiness interface, with a trigger mode.
 * {@link HeadraceSelectorProvider#openSelector(TriggerMode)} opens one. Threads, locks and errors are those that
 * {@code Selector} documents.
 */
public abstract class HeadraceSelector extends AbstractSelector {

    /** For the implementation in this module. */
    protected HeadraceSelector(SelectorProvider provider) {
        super(provider);
    }

    /** The mode of keys that are registered without one. */
    public abstract TriggerMode mode();

    /**
     * Registers a channel with a trigger mode for its key alone, or gives its key here another mode, interest and attachment.
     *
     * @throws java.nio.channels.IllegalSelectorException the channel is not one of Headrace's
     */
    public abstract SelectionKey register(SelectableChannel channel, int ops, TriggerMode mode, Object attachment)
            throws ClosedChannelException;

    /** Counts since this selector was opened. Any thread; the counts of a select in progress may be missing. */
    public abstract Statistics statistics();

    /**
     * What a selector did.
     *
     * @param waits calls of the kernel that wait for events, those that do not block included
     * @param events reports of the kernel
     * @param changes registrations added, modified or removed in the kernel
     * @param wakeups waits that a wakeup ended
     * @param staleEvents reports of registrations that had ended
     */
    public record Statistics(long waits, long events, long changes, long wakeups, long staleEvents) {}
}
