// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.DatagramBatch;
import io.headrace.HeadraceSocketOptions;
import io.headrace.PathMtuDiscovery;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/** Sends a batch with a datagram that is longer than the MTU of 1500, and prints what came of it. */
public final class BatchMtuProgram {
    private static final int[] LENGTHS = {1200, 1200, 1200, 1200, 1200, 1600, 1200, 1200};
    private static final int LONG = 5;

    private BatchMtuProgram() {}

    public static void main(String[] args) throws IOException {
        try (DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET);
                DatagramChannel receiver = DatagramChannel.open(StandardProtocolFamily.INET)) {
            receiver.bind(new InetSocketAddress("127.0.0.1", 0));
            sender.setOption(HeadraceSocketOptions.IP_MTU_DISCOVER, PathMtuDiscovery.DO);
            DatagramBatch batch = DatagramBatch.allocate(LENGTHS.length, 10_000);
            for (int length : LENGTHS) {
                batch.add(0, length, receiver.getLocalAddress());
            }
            DatagramBatch received = DatagramBatch.allocate(128, DatagramBatch.JOINED_BYTES);
            int sent = batch.send(sender, 0);
            System.out.println("sent " + sent);
            try {
                batch.send(sender, sent);
            } catch (SocketException e) {
                System.out.println(e.getMessage());
            }
            int rest = batch.send(sender, LONG + 1);
            System.out.println("sent " + rest);
            System.out.println("received " + receive(received, receiver, sent + rest));
            sender.setOption(HeadraceSocketOptions.IP_MTU_DISCOVER, PathMtuDiscovery.DONT);
            batch.clear();
            for (int i = 0; i < 3; i++) {
                batch.add(0, 3_000, receiver.getLocalAddress());
            }
            batch.send(sender, 0);
            System.out.println("fragmented " + receive(received, receiver, 3));
        }
    }

    private static int receive(DatagramBatch batch, DatagramChannel from, int count) throws IOException {
        int received = 0;
        while (received < count) {
            received += batch.receive(from);
        }
        return received;
    }
}
