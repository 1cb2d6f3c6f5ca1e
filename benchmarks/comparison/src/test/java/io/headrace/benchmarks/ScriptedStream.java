// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** A TCP server that gives each request of a fixed size what a test says. */
final class ScriptedStream implements AutoCloseable {
    /** The connections are counted from 0; the client's first one asks a single time, before the others are opened. */
    interface Script {
        /** Null closes the connection, no bytes leave it without an answer. */
        byte[] answer(int connection, byte[] request);

        default boolean keeps(int connection) {
            return true;
        }
    }

    private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    private final int requestSize;
    private final Script script;

    ScriptedStream(int requestSize, Script script) throws IOException {
        this.requestSize = requestSize;
        this.script = script;
        startDaemon(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void acceptAll() {
        for (int connection = 0; !listener.isClosed(); connection++) {
            try {
                Socket socket = listener.accept();
                int number = connection;
                if (script.keeps(number)) {
                    startDaemon(() -> serve(number, socket));
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(int connection, Socket socket) {
        byte[] request = new byte[requestSize];
        try (socket) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (; ; ) {
                in.readFully(request);
                byte[] answer = script.answer(connection, request.clone());
                if (answer == null) {
                    return;
                }
                socket.getOutputStream().write(answer);
            }
        } catch (EOFException | SocketException e) {
            // the client went away, as it does at the end of every run
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void startDaemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-stream");
        thread.setDaemon(true);
        thread.start();
    }
}
