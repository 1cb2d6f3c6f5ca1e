// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

/** The owner of an endpoint: open, connected and in blocking mode, as long as a test does not change it. */
final class FakeOwner implements Endpoint.Owner {
    boolean open = true;
    boolean blocking = true;

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
