// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import io.headrace.TriggerMode;
import java.io.IOException;

/**
 * A key over a {@link FakePoller}, for tests of other packages: they let a readiness tell it what their code learned.
 */
public final class SimulatedKey {
    private final Engine engine;
    private final ReadinessKey key;

    private SimulatedKey(Engine engine, ReadinessKey key) {
        this.engine = engine;
        this.key = key;
    }

    /** A registered key of a UDP channel, in mode TRACKED over edges. */
    public static SimulatedKey ofUdp(int ops) throws IOException {
        Engine engine = new Engine(Backend.EPOLL, TriggerMode.TRACKED);
        return new SimulatedKey(engine, engine.channel(ChannelKind.UDP).register(engine.selector, ops));
    }

    /** A key of another channel, registered with the same selector. */
    public SimulatedKey another(int ops, TriggerMode mode) throws IOException {
        return new SimulatedKey(engine, engine.channel(ChannelKind.UDP).register(engine.selector, ops, mode));
    }

    public void addTo(Readiness readiness) {
        readiness.add(key);
    }

    public void removeFrom(Readiness readiness) {
        readiness.remove(key);
    }

    public void settle() throws IOException {
        engine.settle();
    }

    public void requestMode(TriggerMode mode) {
        key.mode = mode;
    }

    public boolean isStored() {
        return key.stored;
    }
}
