// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** A UDP server that sends back for each datagram what a test says. */
final class ScriptedDatagrams implements AutoCloseable {
    private static final int LARGEST = 65_536;

    /** The datagrams are counted from 0. */
    interface Script {
        List<byte[]> answers(int count, byte[] datagram);
    }

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Script script;

    ScriptedDatagrams(Script script) throws IOException {
        this.script = script;
        Thread thread = new Thread(this::serve, "scripted-datagrams");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        DatagramPacket received = new DatagramPacket(new byte[LARGEST], LARGEST);
        for (int count = 0; !socket.isClosed(); count++) {
            try {
                received.setLength(LARGEST);
                socket.receive(received);
                byte[] datagram = Arrays.copyOf(received.getData(), received.getLength());
                for (byte[] answer : script.answers(count, datagram)) {
                    socket.send(new DatagramPacket(answer, answer.length, received.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
