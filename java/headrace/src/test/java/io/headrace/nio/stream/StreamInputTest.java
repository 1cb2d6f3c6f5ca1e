// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.FakeCallbacks;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.FakeMemory;
import io.headrace.os.Memory;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where a blocking read waits: inside the system, or, where it can't there, in poll(2). */
class StreamInputTest {
    private static final long WOULD_BLOCK = -OsError.WOULD_BLOCK;
    private static final long UNSUPPORTED = -OsError.UNSUPPORTED;

    private final List<String> calls = new ArrayList<>();

    /** What the system answers to each call; else 0. */
    private Map<String, Long> answers = Map.of();

    private final Memory memory = FakeMemory.unlimited();

    private final Sockets sockets = (Sockets) Proxy.newProxyInstance(
            Sockets.class.getClassLoader(), new Class<?>[] {Sockets.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("memory")) {
                    return memory;
                }
                calls.add(method.getName());
                long answer = answers.getOrDefault(method.getName(), 0L);
                if (method.getName().equals("await")) {
                    answers = Map.of("receive", 3L);
                }
                return answer;
            });

    private final FakeCallbacks owner = new FakeCallbacks();

    private final Endpoint endpoint = new Endpoint(owner, sockets, 3, ChannelKind.TCP_STREAM);
    private final StreamInput input =
            new StreamInput(endpoint, StreamSystemCalls.OfSocket.CALLS, new UnreportedError());

    private int read(Map<String, Long> next, long timeoutNanos) throws IOException {
        calls.clear();
        answers = next;
        int n = input.read(ByteBuffer.allocate(8), timeoutNanos);
        calls.removeIf(call -> call.contains("Wake"));
        return n;
    }

    @Test
    void aReadWaitsInTheCallThatTakesTheBytes() throws IOException {
        for (List<String> expected :
                List.of(List.of("setBlocking", "receiveBlockingHeap"), List.of("receiveBlockingHeap"))) {
            assertThat(read(Map.of("receiveBlockingHeap", 5L), 0)).isEqualTo(5);
            assertThat(calls).isEqualTo(expected);
        }
    }

    @Test
    void aReadWithATimeoutWaitsInPoll() throws IOException {
        assertThat(read(Map.of("receive", WOULD_BLOCK), TimeUnit.HOURS.toNanos(1)))
                .isEqualTo(3);
        assertThat(calls).containsExactly("receive", "await", "receive");
    }

    @Test
    void whereNothingWouldEndACallAReadWaitsInPollAndAsksNoMore() throws IOException {
        assertThat(read(Map.of("setBlocking", UNSUPPORTED, "receive", WOULD_BLOCK), 0))
                .isEqualTo(3);
        assertThat(calls).containsExactly("setBlocking", "receive", "await", "receive");
        assertThat(read(Map.of(), 0)).isEqualTo(3);
        assertThat(calls).containsExactly("await", "receive");
    }

    @Test
    void aReadThatSomebodyKeepsFromBlockingWaitsInPollAndTheNextBlocks() throws IOException {
        assertThat(read(Map.of("receiveBlockingHeap", WOULD_BLOCK, "receive", WOULD_BLOCK), 0))
                .isEqualTo(3);
        assertThat(calls).containsExactly("setBlocking", "receiveBlockingHeap", "receive", "await", "receive");
        assertThat(read(Map.of("receiveBlockingHeap", 5L), 0)).isEqualTo(5);
        assertThat(calls).containsExactly("setBlocking", "receiveBlockingHeap");
    }

    /** A transfer would wait inside the system too, where no close ends it. */
    @Test
    void whileACallMustNotWaitNoReadMakesTheDescriptorBlock() throws IOException {
        read(Map.of("receiveBlockingHeap", 5L), 0);
        calls.clear();
        endpoint.enterNonBlocking();
        assertThat(calls).containsExactly("setBlocking");
        assertThat(read(Map.of("receiveBlockingHeap", WOULD_BLOCK, "receive", WOULD_BLOCK), 0))
                .isEqualTo(3);
        assertThat(calls).containsExactly("receiveBlockingHeap", "receive", "await", "receive");
        assertThat(read(Map.of("receive", 3L), 0)).isEqualTo(3);
        assertThat(calls).doesNotContain("setBlocking", "receiveBlockingHeap");
        endpoint.leaveNonBlocking();
        assertThat(read(Map.of("receiveBlockingHeap", 5L), 0)).isEqualTo(5);
        assertThat(calls).containsExactly("setBlocking", "receiveBlockingHeap");
    }

    @Test
    void aCloseWithoutAReaderShutsNothing() throws IOException {
        read(Map.of("receiveBlockingHeap", 5L), 0);
        calls.clear();
        owner.open = false;
        endpoint.close();
        assertThat(calls).containsExactly("close");
    }

    @Test
    void aCloseBesideAReaderShutsInputBeforeTheReaderClosesTheDescriptor() throws IOException {
        read(Map.of("receiveBlockingHeap", 5L), 0);
        calls.clear();
        endpoint.enterRead();
        owner.open = false;
        endpoint.close();
        assertThat(calls).containsExactly("shutdown");
        endpoint.handle.leaveRead();
        assertThat(calls).containsExactly("shutdown", "close");
    }

    @Test
    void aReadThatFilledTheStackTakesWhatElseIsThere() throws IOException {
        calls.clear();
        answers = Map.of("receiveBlockingHeap", (long) Sockets.MOST_ON_STACK, "receive", 7L);
        ByteBuffer room = ByteBuffer.allocate(100_000);
        assertThat(input.read(room)).isEqualTo(Sockets.MOST_ON_STACK + 7);
        assertThat(room.position()).isEqualTo(Sockets.MOST_ON_STACK + 7);
        assertThat(calls).containsExactly("setBlocking", "receiveBlockingHeap", "receive");
    }

    @Test
    void aSegmentThatNobodyCanHoldIsReadByWayOfOurMemory() throws IOException {
        calls.clear();
        owner.blocking = false;
        answers = Map.of("transfer", (long) -OsError.SEGMENT, "receive", 7L);
        ByteBuffer segment = ByteBuffer.allocateDirect(10);
        assertThat(input.read(segment)).isEqualTo(7);
        assertThat(segment.position()).isEqualTo(7);
        assertThat(calls).containsExactly("transfer", "receive");
    }
}
