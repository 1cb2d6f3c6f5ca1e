// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.Headrace;
import io.headrace.os.ChangeList;
import io.headrace.os.EventBuffer;
import io.headrace.os.FakeMemory;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import io.headrace.os.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NativePollerTest {
    private static final long TOKEN = 3 | 1L << 32;
    private static final long FAILS_AFTER = TimeUnit.SECONDS.toNanos(10);

    private final Transport transport = NativeTransport.open("poll");
    private final Sockets sockets = transport.sockets();
    private final ByteBuffer ends = ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());
    private final ChangeList changes = new ChangeList(FakeMemory.unlimited());
    private final EventBuffer events = new EventBuffer(FakeMemory.unlimited(), 4);
    private Poller poller;

    @BeforeAll
    static void libraryIsLoaded() {
        assertThat(Headrace.unavailabilityCause()).isNull();
    }

    @BeforeEach
    void open() throws IOException {
        poller = transport.openPoller();
        assertThat(sockets.openPipe(ends)).isZero();
    }

    @AfterEach
    void close() {
        poller.close();
        assertThat(sockets.close(source())).isZero();
        assertThat(sockets.close(sink())).isZero();
    }

    @Test
    void changeGoesInAndItsEventComesOut() {
        changes.add(sink(), TOKEN, 0, Poller.WRITE, 0, 0);
        assertThat(await(0, 1)).isEqualTo(1);
        assertThat(events.token(0)).isEqualTo(TOKEN);
        assertThat(events.ready(0)).isEqualTo(Poller.WRITE);
    }

    @Test
    void changesBeforeTheFirstAreNotApplied() {
        changes.add(source(), TOKEN + 1, 0, Poller.READ, 0, 0);
        changes.add(sink(), TOKEN, 0, Poller.WRITE, 0, 0);
        assertThat(await(1, 1)).isEqualTo(1);
        assertThat(sockets.writePipe(sink(), ends.duplicate(), 0, 1)).isEqualTo(1);
        assertThat(await(0, 0)).isEqualTo(1);
        assertThat(events.token(0)).isEqualTo(TOKEN);
    }

    @Test
    void wakeupEndsTheNextWaitOnly() {
        assertThat(poller.wakeup()).isNotNegative();
        assertThat(poller.wakeup()).isNotNegative();
        assertThat(await(0, 0)).isEqualTo(Poller.WOKEN);
        assertThat(poller.await(changes.bytes(), 0, 0, events.bytes(), events.capacity(), 0))
                .isZero();
    }

    @Test
    void forgottenSocketIsReportedNoMore() {
        changes.add(sink(), TOKEN, 0, Poller.WRITE, 0, 0);
        assertThat(await(0, 1)).isEqualTo(1);
        assertThat(poller.forget(sink(), TOKEN)).isNotNegative();
        assertThat(poller.await(changes.bytes(), 0, 0, events.bytes(), events.capacity(), 0))
                .isZero();
    }

    private long await(int first, int count) {
        return poller.await(changes.bytes(), first, count, events.bytes(), events.capacity(), FAILS_AFTER);
    }

    private long source() {
        return ends.getLong(0);
    }

    private long sink() {
        return ends.getLong(Long.BYTES);
    }
}
