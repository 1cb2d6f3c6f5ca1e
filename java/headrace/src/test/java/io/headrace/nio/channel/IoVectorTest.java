// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.os.FakeMemory;
import io.headrace.os.Memory;
import io.headrace.os.SegmentHold;
import io.headrace.os.Sockets;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Views of memory segments in a vector: held, or copied. */
class IoVectorTest {
    private static final long ADDRESS = 1 << 20;

    private final Memory memory = FakeMemory.unlimited();
    private final ByteBuffer plain = ByteBuffer.allocateDirect(3);
    private final ByteBuffer segment = ByteBuffer.allocateDirect(5);
    private final ByteBuffer other = ByteBuffer.allocateDirect(5);
    private final ByteBuffer[] buffers = {plain, segment, other};
    private final List<ByteBuffer> held = new ArrayList<>();

    /** How many segments can be held. */
    private int most;

    private final SegmentHold hold = (SegmentHold) Proxy.newProxyInstance(
            SegmentHold.class.getClassLoader(),
            new Class<?>[] {SegmentHold.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "add" -> held.size() < most && held.add((ByteBuffer) arguments[0]);
                default -> 7L;
            });

    private final Sockets sockets = (Sockets) Proxy.newProxyInstance(
            Sockets.class.getClassLoader(),
            new Class<?>[] {Sockets.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "memory" -> memory;
                case "hold" -> most == 0 ? null : hold;
                case "address" -> arguments[0] == segment || arguments[0] == other ? -ADDRESS : ADDRESS;
                default -> 9L;
            });

    private long fillAndReceive(int canHold) {
        most = canHold;
        try (IoVector vector = new IoVector(sockets, Memory.LARGEST)) {
            vector.fill(buffers, 0, buffers.length, false);
            assertThat(vector.count()).isEqualTo(buffers.length);
            assertThat(vector.bytes()).isEqualTo(13);
            long n = vector.receive(0);
            vector.advance(buffers, n, true);
            assertThat(plain.position() + segment.position() + other.position()).isEqualTo((int) n);
            return n;
        }
    }

    @Test
    void whatCanBeHeldIsHeldForTheCall() {
        assertThat(fillAndReceive(2)).isEqualTo(7);
        assertThat(held).hasSize(2);
    }

    @Test
    void withoutAWayToHoldThemSegmentsAreCopied() {
        assertThat(fillAndReceive(0)).isEqualTo(9);
    }

    @Test
    void whereTheyAreTooManyAllAreCopied() {
        assertThat(fillAndReceive(1)).isEqualTo(9);
    }
}
