// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.TriggerMode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** EDGE: one report an edge, drain until would-block, no edge lost. */
@ParameterizedClass
@EnumSource(Backend.class)
class EdgeTest {
    private final Engine engine;
    private final FakeChannel channel;

    EdgeTest(Backend backend) {
        engine = new Engine(backend, TriggerMode.EDGE);
        channel = engine.stream();
    }

    @Test
    void anEdgeIsReportedOnce() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void afterADrainTheNextEdgeIsReported() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        for (int i = 0; i < 3; i++) {
            channel.socket.arrive(1);
            assertThat(engine.ready(key)).isEqualTo(OP_READ);
            channel.receiveAll();
            assertThat(engine.blocks()).isTrue();
        }
    }

    @Test
    void anotherThreadMayDrainWhileTheSelectSleeps() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        channel.socket.arrive(1);
        assertThat(engine.ready(key)).isEqualTo(OP_READ);
        engine.poller.whenIdle.add(() -> {
            channel.receiveAll();
        });
        engine.poller.whenIdle.add(() -> channel.socket.arrive(1));
        engine.selector.selectedKeys().clear();
        assertThat(engine.selector.select()).isEqualTo(1);
        assertThat(engine.poller.blocked).isZero();
    }

    @Test
    void anEdgeWithoutInterestIsReportedWhenThereIsInterest() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ);
        engine.settle();
        channel.send(10);
        channel.socket.peerReads(1);
        engine.settle();
        key.interestOps(OP_READ | OP_WRITE);
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
        assertThat(engine.blocks()).isTrue();
    }

    @Test
    void aDirectionThatIsReportedDoesNotEndTheOther() throws IOException {
        ReadinessKey key = channel.register(engine.selector, OP_READ | OP_WRITE);
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
        channel.socket.arrive(1);
        assertThat(engine.ready(key) & OP_READ).isEqualTo(OP_READ);
    }

    @Test
    void anEdgeThatConnectMadeVoidIsReportedAnew() throws IOException {
        FakeChannel client = FakeChannel.unconnected(engine.kernel);
        ReadinessKey key = client.register(engine.selector, OP_CONNECT);
        engine.poller.afterHarvest.add(client::connect);
        assertThat(engine.selector.selectNow()).isZero();
        client.socket.completeConnect();
        assertThat(engine.ready(key)).isEqualTo(OP_CONNECT);
        client.finishConnect();
        key.interestOps(OP_WRITE);
        assertThat(engine.ready(key)).isEqualTo(OP_WRITE);
    }
}
