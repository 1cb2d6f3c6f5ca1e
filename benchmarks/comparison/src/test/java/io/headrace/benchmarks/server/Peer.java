// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** A client's connection to a server under test. */
final class Peer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream input;

    Peer(RunningServer server) throws IOException {
        socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        input = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Bytes of which no two runs of a few are alike near each other. */
    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 7 + i / 251);
        }
        return bytes;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Returns before all is sent: a peer that sends more than is buffered on the way must read meanwhile. */
    CompletableFuture<Void> sendAside(byte[] bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                send(bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    byte[] receive(int size) throws IOException {
        byte[] bytes = new byte[size];
        input.readFully(bytes);
        return bytes;
    }

    void assertEnd() throws IOException {
        assertThat(input.read()).isEqualTo(-1);
    }

    void assertEchoes(byte[] bytes) throws IOException {
        CompletableFuture<Void> sent = sendAside(bytes);
        assertReceives(bytes);
        sent.join();
    }

    void assertReceives(byte[] expected) throws IOException {
        assertThat(Arrays.mismatch(receive(expected.length), expected))
                .as("index of the first wrong byte")
                .isEqualTo(-1);
    }

    void sendEnd() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
