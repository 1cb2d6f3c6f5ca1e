// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

/** The channel of an endpoint: open, connected and in blocking mode, as long as a test does not change it. */
public final class FakeCallbacks implements ChannelCallbacks {
    public boolean open = true;
    public boolean blocking = true;

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isBlocking() {
        return blocking;
    }

    @Override
    public void beginBlocking() {}

    @Override
    public void endBlocking(boolean completed) {}

    @Override
    public void ensureConnected() {}
}
