// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public abstract interface HeadraceMXBean {
    public static final String NAME = (String) null;
    public abstract int getParkedThreads();
    public abstract String getBackend();
    public abstract String getLibrary();
    public abstract String getTransferTo();
    public abstract String getVersion();
    public abstract java.util.List<HeadraceMXBean.SelectorState> getSelectors();
    public abstract java.util.Map<String, Integer> getOpenChannels();
    public abstract java.util.Map<String, String> getSettings();
    public abstract long getMemoryBytes();
    public abstract long getPeakMemoryBytes();
    public abstract static interface SelectorState {
        public abstract int getKeys();
        public abstract String getMode();
        public abstract long getChanges();
        public abstract long getEvents();
        public abstract long getStaleEvents();
        public abstract long getWaits();
        public abstract long getWakeups();
    }
}
