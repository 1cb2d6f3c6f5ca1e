// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public abstract class HeadraceSelector extends java.nio.channels.spi.AbstractSelector {
    protected HeadraceSelector(java.nio.channels.spi.SelectorProvider p0)
            { super((java.nio.channels.spi.SelectorProvider) null); }
    public abstract HeadraceSelector.Statistics statistics();
    public abstract TriggerMode mode();
    public abstract java.nio.channels.SelectionKey register(java.nio.channels.SelectableChannel p0,
            int p1,
            TriggerMode p2,
            Object p3)
            throws java.nio.channels.ClosedChannelException;
    public abstract java.nio.channels.SelectionKey registerExclusive(java.nio.channels.ServerSocketChannel p0,
            Object p1)
            throws java.nio.channels.ClosedChannelException;
    public static final record Statistics(long waits, long events, long changes, long wakeups, long staleEvents) {
    }
}
