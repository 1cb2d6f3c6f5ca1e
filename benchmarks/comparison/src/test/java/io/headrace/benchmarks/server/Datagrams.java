// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;

final class Datagrams {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LARGEST = 65_507;

    private Datagrams() {}

    static DatagramSocket open(RunningServer server) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server.address());
        return socket;
    }

    static void send(DatagramSocket socket, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    static byte[] receive(DatagramSocket socket) throws IOException {
        DatagramPacket received = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(received);
        return Arrays.copyOf(received.getData(), received.getLength());
    }
}
