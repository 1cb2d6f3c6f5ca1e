// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an input in blocking mode asks the system, and when it waits. */
class BlockingInputTest {
    private static final Deadline NEVER = Deadline.of("Read", 0);
    private static final long NOTHING = BlockingInput.WOULD_BLOCK;
    private static final String ASK = "ask";
    private static final String WAIT = "wait";

    private final List<String> calls = new ArrayList<>();

    /** What each attempt answers; where there is none left, {@link #NOTHING}. */
    private final Deque<Long> answers = new ArrayDeque<>();

    private Runnable duringWait = () -> {};
    private boolean shut;
    private long timeout;

    private final Sockets sockets = (Sockets) Proxy.newProxyInstance(
            Sockets.class.getClassLoader(), new Class<?>[] {Sockets.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("await")) {
                    calls.add(WAIT);
                    timeout = (long) arguments[3];
                    duringWait.run();
                }
                return 0L;
            });

    private final FakeCallbacks owner = new FakeCallbacks();

    private final BlockingInput.Source source = new BlockingInput.Source() {
        @Override
        public long attempt(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) {
            calls.add(ASK);
            return answers.isEmpty() ? NOTHING : answers.remove();
        }

        @Override
        public boolean isShut() {
            return shut;
        }
    };

    private final BlockingInput input = new BlockingInput(new Endpoint(owner, sockets, 3, ChannelKind.TCP_STREAM));

    private long take(ByteBuffer buffer, Deadline deadline) throws IOException {
        calls.clear();
        return input.take(source, buffer, null, 0, 0, deadline);
    }

    private long take(long... next) throws IOException {
        for (long answer : next) {
            answers.add(answer);
        }
        return take(ByteBuffer.allocate(8), NEVER);
    }

    /** From here on inputs wait first. */
    private void haveOneWait() throws IOException {
        take(NOTHING, 1);
        assertThat(calls).containsExactly(ASK, WAIT, ASK);
    }

    @Test
    void inputsThatFindSomethingAtOnceNeverWait() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(take(5)).isEqualTo(5);
            assertThat(calls).containsExactly(ASK);
        }
    }

    @Test
    void afterAnInputThatHadToWaitTheNextWaitsFirst() throws IOException {
        haveOneWait();
        assertThat(take(7)).isEqualTo(7);
        assertThat(calls).containsExactly(WAIT, ASK);
    }

    @Test
    void aWaitThatWasInVainIsFollowedByAnother() throws IOException {
        haveOneWait();
        assertThat(take(NOTHING, 7)).isEqualTo(7);
        assertThat(calls).containsExactly(WAIT, ASK, WAIT, ASK);
    }

    @Test
    void inputsThatWaitFirstLookNowAndThenWhetherTheyNeedTo() throws IOException {
        haveOneWait();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            take(1);
            all.addAll(calls);
        }
        assertThat(Collections.frequency(all, ASK)).isEqualTo(12);
        assertThat(Collections.frequency(all, WAIT)).isBetween(1, 11);
        assertThat(all.subList(all.size() - 2, all.size()))
                .as("asks first again")
                .containsExactly(ASK, ASK);
    }

    @Test
    void aBufferWithoutRoomIsNotWaitedFor() throws IOException {
        haveOneWait();
        answers.add(0L);
        assertThat(take(ByteBuffer.allocate(0), NEVER)).isZero();
        assertThat(calls).containsExactly(ASK);
    }

    @Test
    void severalBuffersAreNotWaitedFor() throws IOException {
        haveOneWait();
        answers.add(3L);
        calls.clear();
        assertThat(input.take(source, null, new ByteBuffer[] {ByteBuffer.allocate(0)}, 0, 1, NEVER))
                .isEqualTo(3);
        assertThat(calls).containsExactly(ASK);
    }

    @Test
    void whatIsThereIsTakenAlthoughTheTimeHasPassed() throws IOException {
        haveOneWait();
        answers.add(4L);
        assertThat(take(ByteBuffer.allocate(8), passed())).isEqualTo(4);
        assertThat(timeout).isZero();
    }

    @Test
    void whereTheTimeHasPassedAndNothingIsThereItTimesOut() throws IOException {
        haveOneWait();
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> take(ByteBuffer.allocate(8), passed()))
                .withMessage("Read timed out");
        assertThat(calls).containsExactly(WAIT, ASK);
    }

    private static Deadline passed() {
        Deadline deadline = Deadline.of("Read", 1);
        while (deadline.left() > 0) {
            Thread.onSpinWait();
        }
        return deadline;
    }

    @Test
    void nobodyAsksAClosedChannelAfterAWait() throws IOException {
        haveOneWait();
        duringWait = () -> owner.open = false;
        assertThat(take(9)).isEqualTo(NOTHING);
        assertThat(calls).containsExactly(WAIT);
    }

    @Test
    void nobodyAsksAShutSourceAfterAWait() throws IOException {
        haveOneWait();
        duringWait = () -> shut = true;
        assertThat(take(9)).isEqualTo(NOTHING);
        assertThat(calls).containsExactly(WAIT);
    }
}
