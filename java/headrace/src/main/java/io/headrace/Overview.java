// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.parking.ParkingPollers;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.nio.selector.OpenChannels;
import io.headrace.nio.selector.OpenSelectors;
import java.nio.channels.ClosedSelectorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The MXBean. It asks whenever it is asked. */
final class Overview implements HeadraceMXBean {

    @Override
    public String getVersion() {
        return Headrace.version();
    }

    @Override
    public String getBackend() {
        return Headrace.backend();
    }

    @Override
    public String getLibrary() {
        return Installation.get().library();
    }

    @Override
    public String getTransferTo() {
        return Headrace.isAvailable() ? Announcement.transferTo() : null;
    }

    @Override
    public Map<String, String> getSettings() {
        Settings settings = Installation.get().settings();
        return settings == null ? Map.of() : settings.properties();
    }

    @Override
    public Map<String, Integer> getOpenChannels() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ChannelKind kind : ChannelKind.values()) {
            counts.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), OpenChannels.count(kind));
        }
        return counts;
    }

    @Override
    public int getParkedThreads() {
        return ParkingPollers.parked();
    }

    @Override
    public List<SelectorState> getSelectors() {
        List<SelectorState> states = new ArrayList<>();
        for (HeadraceSelector selector : OpenSelectors.all()) {
            try {
                states.add(new State(selector.mode(), selector.keys().size(), selector.statistics()));
            } catch (ClosedSelectorException e) {
                continue; // closed meanwhile: not one that is open
            }
        }
        return states;
    }

    @Override
    public long getMemoryBytes() {
        return Headrace.memoryBytes();
    }

    @Override
    public long getPeakMemoryBytes() {
        return Headrace.peakMemoryBytes();
    }

    /** JMX reads the getters of the interface. */
    private record State(TriggerMode mode, int keys, HeadraceSelector.Statistics counts) implements SelectorState {
        @Override
        public String getMode() {
            return mode.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public int getKeys() {
            return keys;
        }

        @Override
        public long getWaits() {
            return counts.waits();
        }

        @Override
        public long getEvents() {
            return counts.events();
        }

        @Override
        public long getChanges() {
            return counts.changes();
        }

        @Override
        public long getWakeups() {
            return counts.wakeups();
        }

        @Override
        public long getStaleEvents() {
            return counts.staleEvents();
        }
    }
}
