// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import io.headrace.HeadraceSelectorProvider;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Collects lines that other processes of the host send as datagrams of the Unix domain, as syslog(3) does. A sender
 * that is bound to a name gets the number of its line as an answer.
 *
 * <p>Argument: the path to listen at.
 */
public final class LogCollector {
    private static final UnixDomainSocketAddress UNNAMED = UnixDomainSocketAddress.of("");
    private static final int LONGEST_LINE = 1 << 16;

    private LogCollector() {}

    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[0]);
        // The file of an earlier run would be in the way.
        Files.deleteIfExists(path);
        try (DatagramChannel channel =
                HeadraceSelectorProvider.provider().openDatagramChannel(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(path));
            System.out.println("listening on " + path);
            collect(channel);
        }
    }

    private static void collect(DatagramChannel channel) throws IOException {
        ByteBuffer line = ByteBuffer.allocateDirect(LONGEST_LINE);
        for (int number = 1; true; number++) {
            SocketAddress sender = channel.receive(line.clear());
            System.out.println(number + " " + StandardCharsets.UTF_8.decode(line.flip()));
            if (!sender.equals(UNNAMED)) {
                answer(channel, number, sender);
            }
        }
    }

    private static void answer(DatagramChannel channel, int number, SocketAddress sender) {
        try {
            channel.send(StandardCharsets.US_ASCII.encode("" + number), sender);
        } catch (IOException e) {
            System.err.println("no answer to " + sender + ": " + e.getMessage());
        }
    }
}
