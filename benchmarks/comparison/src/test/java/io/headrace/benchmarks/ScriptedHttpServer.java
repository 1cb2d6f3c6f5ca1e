// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Gives each request, counted from 0, the answer that a test says; an empty one closes the connection. */
final class ScriptedHttpServer implements AutoCloseable {
    private final ServerSocket listener;
    private final BiFunction<String, Integer, String> answer;
    private final AtomicInteger count = new AtomicInteger();

    ScriptedHttpServer(BiFunction<String, Integer, String> answer) throws IOException {
        this.answer = answer;
        this.listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        startDaemon(this::acceptAll);
    }

    static String rightAnswer(String token) {
        return "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n" + token + "qrst";
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                startDaemon(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("GET /")) {
                    continue;
                }
                String token = line.substring("GET /".length(), line.lastIndexOf(' '));
                String bytes = answer.apply(token, count.getAndIncrement());
                if (bytes.isEmpty()) {
                    return;
                }
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // the client went away, as it does at the end of every run
            return;
        }
    }

    private static void startDaemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-http-server");
        thread.setDaemon(true);
        thread.start();
    }
}
