// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import java.io.IOException;

/** A selector in mode TRACKED with a channel to register, and the states in which a test begins. */
abstract class TrackedSetup {
    final Backend backend;
    final Engine engine;
    final FakeChannel channel;

    TrackedSetup(Backend backend) {
        this.backend = backend;
        engine = new Engine(backend, TriggerMode.TRACKED);
        channel = engine.stream();
    }

    /** The key of the channel, armed in the kernel. */
    ReadinessKey settled(int ops) throws IOException {
        ReadinessKey key = channel.register(engine.selector, ops);
        engine.settle();
        return key;
    }

    /** The key of the channel, reported because so many bytes have arrived. */
    ReadinessKey readable(int bytes) throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(bytes);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        return key;
    }

    /** The key of the channel, reported because all of its buffer is free. */
    ReadinessKey writable() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_WRITE);
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
        return key;
    }

    FakeChannel unconnected() {
        return FakeChannel.unconnected(engine.kernel);
    }

    FakeChannel connecting() {
        FakeChannel client = unconnected();
        client.connect();
        return client;
    }
}
