// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.Headrace;
import io.headrace.os.Addresses;
import io.headrace.os.FakeMemory;
import io.headrace.os.OsError;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NativeSocketsTest {
    private static final long FAILS_AFTER = TimeUnit.SECONDS.toNanos(10);
    private static final long NO_WAKE = 0;

    private final Sockets sockets = new NativeSockets();
    private final ByteBuffer address = FakeMemory.address();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    private final Deque<Long> open = new ArrayDeque<>();

    @BeforeAll
    static void libraryIsLoaded() {
        assertThat(Headrace.unavailabilityCause()).isNull();
    }

    @AfterEach
    void close() {
        assertThat(open).allSatisfy(socket -> assertThat(sockets.close(socket)).isZero());
    }

    @Test
    void bytesTravelFromPositionToPosition() throws SocketException {
        long[] pair = connected(Sockets.INET4);
        bytes.put(7, new byte[] {1, 2, 3});
        assertThat(sockets.send(pair[0], bytes, 7, 3)).isEqualTo(3);
        assertThat(sockets.await(pair[1], Poller.READ, NO_WAKE, FAILS_AFTER)).isEqualTo(Poller.READ);
        assertThat(sockets.available(pair[1])).isEqualTo(3);
        assertThat(sockets.receive(pair[1], bytes, 20, 10)).isEqualTo(3);
        assertThat(bytes.slice(20, 4)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 0}));
        assertThat(OsError.isWouldBlock(sockets.receive(pair[1], bytes, 0, 1))).isTrue();
    }

    @Test
    void vectorsTravelByAddress() throws SocketException {
        long[] pair = connected(Sockets.INET4);
        ByteBuffer payload = ByteBuffer.allocateDirect(8).put(new byte[] {1, 2, 3, 4});
        assertThat(sockets.sendVector(pair[0], vector(payload, 2, 2, 0, 2), 2)).isEqualTo(4);
        assertThat(sockets.await(pair[1], Poller.READ, NO_WAKE, FAILS_AFTER)).isEqualTo(Poller.READ);
        assertThat(sockets.receiveVector(pair[1], vector(payload, 4, 3, 7, 1), 2))
                .isEqualTo(4);
        assertThat(payload.clear()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 3, 4, 1, 2}));
    }

    @Test
    void acceptedConnectionTellsItsPeer() throws SocketException {
        long[] pair = connected(Sockets.INET6);
        assertThat(sockets.remoteAddress(pair[1], address)).isZero();
        InetSocketAddress peer = Addresses.read(address);
        assertThat(sockets.localAddress(pair[0], address)).isZero();
        assertThat(Addresses.read(address)).isEqualTo(peer);
        assertThat(peer.getAddress()).isEqualTo(loopback().getAddress());
    }

    @Test
    void refusedConnectionAnswersItsKind() throws SocketException {
        long deaf = bound(Sockets.INET4);
        assertThat(sockets.localAddress(deaf, address)).isZero();
        long socket = opened(sockets.open(Sockets.INET4, Sockets.STREAM));
        long result = sockets.connect(socket, address);
        if (OsError.kind(result) == OsError.IN_PROGRESS) {
            sockets.await(socket, Poller.WRITE, NO_WAKE, FAILS_AFTER);
            result = sockets.finishConnect(socket);
        }
        assertThat(OsError.kind(result)).isEqualTo(OsError.CONNECTION_REFUSED);
        assertThat(OsError.ofSocket(sockets, result)).hasMessage("Connection refused");
    }

    @Test
    void wakeEndsAwait() throws SocketException {
        long[] pair = connected(Sockets.INET4);
        long wake = sockets.openWake();
        assertThat(wake).isPositive();
        assertThat(sockets.signalWake(wake)).isZero();
        assertThat(sockets.await(pair[0], Poller.READ, wake, FAILS_AFTER)).isEqualTo(Sockets.AWAIT_WOKEN);
        sockets.closeWake(wake);
    }

    @Test
    void addressIsThatOfTheFirstByteOfASlice() {
        assertThat(sockets.address(bytes.slice(5, 3))).isEqualTo(sockets.address(bytes) + 5);
    }

    @Test
    void pipeCarriesBytes() {
        ByteBuffer ends = ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());
        assertThat(sockets.openPipe(ends)).isZero();
        long source = opened(ends.getLong(0));
        long sink = opened(ends.getLong(Long.BYTES));
        assertThat(sockets.writePipe(sink, bytes.put(3, (byte) 9), 3, 1)).isEqualTo(1);
        assertThat(sockets.readPipe(source, bytes, 0, 64)).isEqualTo(1);
        assertThat(bytes.get(0)).isEqualTo((byte) 9);
    }

    @Test
    void writingAPipeThatNobodyReadsIsAnErrorAndNoSignal() {
        ByteBuffer ends = ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.nativeOrder());
        assertThat(sockets.openPipe(ends)).isZero();
        assertThat(sockets.close(ends.getLong(0))).isZero();
        long sink = opened(ends.getLong(Long.BYTES));
        assertThat(OsError.kind(sockets.writePipe(sink, bytes, 0, 1))).isEqualTo(OsError.BROKEN_PIPE);
    }

    @Test
    void whatIsNoDescriptorIsAnError() {
        assertThat(OsError.kind(sockets.listen(-1, 1))).isEqualTo(OsError.BAD_DESCRIPTOR);
    }

    /** Client and server. */
    private long[] connected(int family) throws SocketException {
        long listener = bound(family);
        assertThat(sockets.listen(listener, 1)).isZero();
        assertThat(sockets.localAddress(listener, address)).isZero();
        long client = opened(sockets.open(family, Sockets.STREAM));
        assertThat(OsError.kind(sockets.connect(client, address))).isEqualTo(OsError.IN_PROGRESS);
        assertThat(sockets.await(client, Poller.WRITE, NO_WAKE, FAILS_AFTER)).isEqualTo(Poller.WRITE);
        assertThat(sockets.finishConnect(client)).isZero();
        return new long[] {client, opened(sockets.accept(listener, address))};
    }

    private long bound(int family) throws SocketException {
        long socket = opened(sockets.open(family, Sockets.STREAM));
        Addresses.write(address, family, loopback());
        assertThat(sockets.bind(socket, address)).isZero();
        return socket;
    }

    private long opened(long socket) {
        assertThat(socket).isNotNegative();
        open.add(socket);
        return socket;
    }

    private ByteBuffer vector(ByteBuffer memory, int... positionsAndLengths) {
        ByteBuffer vector = ByteBuffer.allocateDirect(positionsAndLengths.length * Long.BYTES)
                .order(ByteOrder.nativeOrder());
        for (int i = 0; i < positionsAndLengths.length; i += 2) {
            vector.putLong(sockets.address(memory) + positionsAndLengths[i]).putLong(positionsAndLengths[i + 1]);
        }
        return vector;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
