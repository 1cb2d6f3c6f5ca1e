// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.DatagramBatch;
import io.headrace.Feature;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Ipv6;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches to and from a peer in Python, which joins and cuts datagrams by options of udp(7) itself. */
@Bounded
@NeedsFeature(Feature.DATAGRAM_BATCH)
class BatchPeerTest {
    /** Prints its port, then for each receive its length and the size of the datagrams that were joined to it. */
    private static final String RECEIVER = """
            import socket, struct, sys
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(("127.0.0.1", 0))
            s.setsockopt(socket.IPPROTO_UDP, 104, 1)
            print(s.getsockname()[1], flush=True)
            left = int(sys.argv[1])
            while left > 0:
                data, control, flags, peer = s.recvmsg(65535, 200)
                size = struct.unpack("i", control[0][2])[0] if control else len(data)
                left -= (len(data) + size - 1) // size
                print(len(data), size, flush=True)
            """;

    /** Sends runs of datagrams: arguments are port, and for each run the bytes and the size of its datagrams. */
    private static final String SENDER = """
            import socket, struct, sys
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            to = ("127.0.0.1", int(sys.argv[1]))
            sent = 0
            for run in sys.argv[2:]:
                bytes_, size = map(int, run.split(":"))
                data = bytes((sent + i // size) & 255 for i in range(bytes_))
                sent += (bytes_ + size - 1) // size
                s.sendmsg([data], [(socket.IPPROTO_UDP, 103, struct.pack("H", size))], 0, to)
            """;

    @BeforeAll
    static void needPython() {
        Proc.assumePresent();
        Tool.assumePresent("python3");
    }

    private static Process python(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-c"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void aRunOfEqualDatagramsGoesToTheSystemAsOne() throws IOException, InterruptedException {
        Process peer = python(List.of(RECEIVER, "17"));
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
                BufferedReader lines = peer.inputReader()) {
            InetSocketAddress to = new InetSocketAddress("127.0.0.1", Integer.parseInt(lines.readLine()));
            DatagramBatch batch = DatagramBatch.allocate(17, 17 * 1200);
            for (int i = 0; i < 17; i++) {
                batch.add(i * 1200, i == 15 ? 100 : 1200, to);
            }
            assertThat(batch.send(channel, 0)).isEqualTo(17);
            assertThat(lines.lines().toList()).containsExactly(15 * 1200 + 100 + " 1200", "1200 1200");
        }
        assertThat(peer.waitFor()).isZero();
    }

    /** With the family of the receiver; IPv6 takes IPv4 datagrams too. */
    @ParameterizedTest
    @CsvSource({"INET, true", "INET, false", "INET6, true", "INET6, false"})
    void datagramsThatCameAsOneAreParted(StandardProtocolFamily family, boolean batches) throws Exception {
        Ipv6.assumeFor(family);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> arguments = new ArrayList<>(List.of(SENDER, ""));
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            addRun(random, arguments, lengths);
        }
        try (DatagramChannel channel = DatagramChannel.open(family)) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
            channel.bind(new InetSocketAddress(0));
            DatagramBatch batch = DatagramBatch.allocate(512, 4 * DatagramBatch.JOINED_BYTES);
            channel.configureBlocking(false);
            assertThat(batch.receive(channel)).isZero();
            channel.configureBlocking(true);
            arguments.set(1, String.valueOf(channel.socket().getLocalPort()));
            Process peer = python(arguments);
            for (int next = 0; next < lengths.size(); ) {
                next = batches
                        ? expectBatch(batch, channel, lengths, next, seed)
                        : expectOne(channel, lengths, next, seed);
            }
            assertThat(peer.waitFor()).isZero();
        }
    }

    /** Little enough that the receive buffer of a default system holds all. */
    private static void addRun(Random random, List<String> arguments, List<Integer> lengths) {
        int size = 1 + random.nextInt(300);
        int bytes = 1 + random.nextInt(size * 20);
        arguments.add(bytes + ":" + size);
        for (int left = bytes; left > 0; left -= size) {
            lengths.add(Math.min(left, size));
        }
    }

    private static int expectBatch(
            DatagramBatch batch, DatagramChannel from, List<Integer> lengths, int next, long seed) throws IOException {
        int n = batch.receive(from);
        for (int i = 0; i < n; i++) {
            assertThat(batch.length(i)).as("seed %d", seed).isEqualTo(lengths.get(next + i));
            assertThat(batch.payload().get(batch.offset(i))).isEqualTo((byte) (next + i));
        }
        return next + n;
    }

    private static int expectOne(DatagramChannel from, List<Integer> lengths, int next, long seed) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        from.receive(buffer);
        assertThat(buffer.position()).as("seed %d", seed).isEqualTo(lengths.get(next));
        assertThat(buffer.get(0)).isEqualTo((byte) next);
        return next + 1;
    }
}
