// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import io.headrace.DatagramBatch;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.HeadraceSocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/**
 * A UDP echo server that receives and sends many datagrams in one call. What a batch has received it can send back as
 * it is: each message has the address of its sender, and the own address that it was sent to.
 *
 * <p>Argument: the port; 0, the default, is any.
 */
public final class BatchEcho {
    private static final int SENDERS_AT_ONCE = 16;

    private BatchEcho() {}

    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
        try (DatagramChannel channel =
                HeadraceSelectorProvider.provider().openDatagramChannel(StandardProtocolFamily.INET)) {
            channel.setOption(HeadraceSocketOptions.IP_PKTINFO, true);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            System.out.println("listening on " + channel.getLocalAddress());
            echo(channel);
        }
    }

    private static void echo(DatagramChannel channel) throws IOException {
        DatagramBatch batch = DatagramBatch.allocate(
                SENDERS_AT_ONCE * DatagramBatch.JOINED_MESSAGES, SENDERS_AT_ONCE * DatagramBatch.JOINED_BYTES);
        while (true) {
            int received = batch.receive(channel);
            int sent = 0;
            while (sent < received) {
                sent += batch.send(channel, sent);
            }
        }
    }
}
