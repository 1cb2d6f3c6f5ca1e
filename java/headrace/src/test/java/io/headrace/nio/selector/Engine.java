// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.TriggerMode;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;

/** A selector over a {@link FakePoller}. */
final class Engine {
    final FakeKernel kernel;
    final ReadinessSelector selector;
    final FakePoller poller;

    Engine(Backend backend, TriggerMode mode) {
        this(backend, mode, 0);
    }

    Engine(Backend backend, TriggerMode mode, long spinNanos) {
        this(new FakeKernel(backend), mode, spinNanos);
    }

    Engine(FakeKernel kernel, TriggerMode mode, long spinNanos) {
        this.kernel = kernel;
        try {
            selector = new ReadinessSelector(SelectorProvider.provider(), kernel, mode, spinNanos);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        poller = kernel.poller;
        poller.whenBlocked = selector::wakeup;
    }

    FakeChannel channel(ChannelKind kind) {
        return new FakeChannel(kernel, kind);
    }

    FakeChannel stream() {
        return channel(ChannelKind.TCP_STREAM);
    }

    /** What one selectNow finds of the key. */
    int ready(ReadinessKey key) throws IOException {
        selector.selectedKeys().clear();
        selector.selectNow();
        return selector.selectedKeys().contains(key) ? key.readyOps() : 0;
    }

    /** Whether a select finds nothing and goes to sleep. */
    boolean blocks() throws IOException {
        selector.selectedKeys().clear();
        int before = poller.blocked;
        return selector.select() == 0 && poller.blocked > before;
    }

    /** Selects until there is nothing new, so that all that was packed is applied. */
    void settle() throws IOException {
        for (int i = 0; i < 4; i++) {
            selector.selectNow();
        }
        selector.selectedKeys().clear();
    }

    void selectNow() {
        try {
            selector.selectNow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    int changes() {
        return poller.changes().size();
    }
}
