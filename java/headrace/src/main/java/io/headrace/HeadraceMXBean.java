// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.util.List;
import java.util.Map;

/**
 * What this JVM has of Headrace and what it does with it, for JMX. Where Headrace is the provider of the JVM, it is
 * registered as {@value #NAME} in the MBean server, about a second after that server and the first channel are there.
 * Headrace itself makes no MBean server. Elsewhere register what {@link Headrace#mxBean} returns.
 *
 * <p>Any thread may call. Figures that belong together may be of different moments.
 */
public interface HeadraceMXBean {
    /** The object name under which it is registered. */
    String NAME = "io.headrace:type=Headrace";

    /** {@link Headrace#version}. */
    String getVersion();

    /** {@link Headrace#backend}. */
    String getBackend();

    /** Where the native library was found, and where it was copied to. */
    String getLibrary();

    /** {@code direct} if {@code FileChannel.transferTo} does not copy, else {@code copying}. */
    String getTransferTo();

    /** The properties of Headrace with their values, the defaults too. */
    Map<String, String> getSettings();

    /** How many channels of each kind are open. */
    Map<String, Integer> getOpenChannels();

    /** How many virtual threads are parked in channels and selectors of Headrace. 0 before JDK 21. */
    int getParkedThreads();

    /** The selectors that are open, in no order. */
    List<SelectorState> getSelectors();

    /** {@link Headrace#memoryBytes}. */
    long getMemoryBytes();

    /** {@link Headrace#peakMemoryBytes}. */
    long getPeakMemoryBytes();

    /** An open selector, with the counts of {@link HeadraceSelector.Statistics}. */
    interface SelectorState {
        /** The mode of keys that are registered without one. */
        String getMode();

        /** How many channels are registered. */
        int getKeys();

        /** {@link HeadraceSelector.Statistics#waits}. */
        long getWaits();

        /** {@link HeadraceSelector.Statistics#events}. */
        long getEvents();

        /** {@link HeadraceSelector.Statistics#changes}. */
        long getChanges();

        /** {@link HeadraceSelector.Statistics#wakeups}. */
        long getWakeups();

        /** {@link HeadraceSelector.Statistics#staleEvents}. */
        long getStaleEvents();
    }
}
