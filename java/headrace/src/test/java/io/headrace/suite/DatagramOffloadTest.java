// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.Feature;
import io.headrace.Headrace;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Ipv6;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A peer in Python sends runs of datagrams as one (UDP_SEGMENT). Code that knows nothing of it receives each as it was
 * sent. With {@code io.headrace.readahead=on} the system joins them on their way (UDP_GRO), else it parts them.
 */
@Bounded
@NeedsFeature(Feature.DATAGRAM_BATCH)
class DatagramOffloadTest {
    private static final boolean READS_AHEAD = "on".equals(System.getProperty("io.headrace.readahead"));
    private static final int ROUNDS = 10;

    /** What joined datagrams take of memory, and nothing else here. */
    private static final long JOINED = 1_500_000;

    /** What the kernel counts for a datagram besides its bytes, about. */
    private static final int OVERHEAD = 1000;

    /**
     * Arguments: its address, the target's and the target's port. For each line of runs (bytes:size, size 0 for one
     * datagram) it sends them; each byte is the number of its datagram. Then it prints its port.
     */
    private static final String SENDER = """
            import socket, struct, sys
            own, host, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
            family = socket.AF_INET6 if ":" in own else socket.AF_INET
            s = socket.socket(family, socket.SOCK_DGRAM)
            s.bind((own, 0))
            if host.startswith("225."):
                s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(own))
            print(s.getsockname()[1], flush=True)
            sent = 0
            for line in sys.stdin:
                for run in line.split():
                    length, size = map(int, run.split(":"))
                    step = size or max(length, 1)
                    lengths = [min(step, length - at) for at in range(0, length, step)] or [0]
                    data = b"".join(bytes([sent + i & 255]) * n for i, n in enumerate(lengths))
                    sent += len(lengths)
                    control = [(socket.IPPROTO_UDP, 103, struct.pack("H", size))] if size else []
                    s.sendmsg([data], control, 0, (host, port))
                print("sent", flush=True)
            """;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final long memoryBefore = Headrace.memoryBytes();

    @AutoClose
    private final Selector selector = Selector.open();

    DatagramOffloadTest() throws IOException {}

    @BeforeAll
    static void needPython() {
        Proc.assumePresent();
        Tool.assumePresent("python3");
    }

    /** A peer, and the datagrams that it has sent and nobody has received. */
    private final class Peer implements AutoCloseable {
        final Process process;
        final BufferedReader lines;
        final Writer orders;
        final SocketAddress address;
        final List<Integer> lengths = new ArrayList<>();
        int received;
        int ordered;

        Peer(String own, String host, int port) throws IOException {
            process = new ProcessBuilder("python3", "-c", SENDER, own, host, "" + port)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            lines = process.inputReader();
            orders = new OutputStreamWriter(process.getOutputStream());
            address = new InetSocketAddress(own, Integer.parseInt(lines.readLine()));
        }

        /** Runs of random sizes, and some single datagrams. They take about so many bytes of a receive buffer. */
        void send(int mostBytes) throws IOException {
            StringBuilder line = new StringBuilder();
            int before = lengths.size();
            for (int left = mostBytes; left > 0; ) {
                int size = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(1400);
                int bytes = size == 0 ? random.nextInt(1400) : 1 + random.nextInt(size * 20);
                line.append(bytes).append(':').append(size).append(' ');
                for (int rest = bytes; rest > 0 && size > 0; rest -= size) {
                    lengths.add(Math.min(rest, size));
                }
                if (size == 0) {
                    lengths.add(bytes);
                }
                left -= bytes + (lengths.size() - before) * OVERHEAD;
                before = lengths.size();
            }
            orders.append(line).append('\n').flush();
            assertThat(lines.readLine()).isEqualTo("sent");
            ordered = lengths.size();
        }

        boolean isNextWithBytes() {
            return lengths.get(received) > 0;
        }

        boolean isAllReceived() {
            return received == ordered;
        }

        /** Of the next datagram: a buffer may be too short for it. */
        void expect(ByteBuffer got, int room) {
            int length = lengths.get(received);
            assertThat(got.remaining())
                    .as("datagram %d, seed %d", received, seed)
                    .isEqualTo(Math.min(room, length));
            byte[] expected = new byte[got.remaining()];
            Arrays.fill(expected, (byte) received);
            assertThat(got).as("seed %d", seed).isEqualTo(ByteBuffer.wrap(expected));
            received++;
        }

        @Override
        public void close() throws IOException {
            orders.close();
            process.destroy();
        }
    }

    private static DatagramChannel open(StandardProtocolFamily family, InetAddress at) throws IOException {
        DatagramChannel channel = DatagramChannel.open(family);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
        channel.bind(new InetSocketAddress(at, 0)).configureBlocking(false);
        return channel;
    }

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private void select() throws IOException {
        selector.selectedKeys().clear();
        selector.select();
    }

    /** Else the test would show nothing. */
    private void expectOffload() {
        assertThat(Headrace.memoryBytes() - memoryBefore > JOINED)
                .as("the system joins")
                .isEqualTo(READS_AHEAD);
    }

    /** With buffers of which some are too short, by receive, read or a scattering read. */
    private void receiveAll(DatagramChannel channel, List<Peer> peers) throws IOException {
        while (!peers.stream().allMatch(Peer::isAllReceived)) {
            int room = random.nextInt(4) == 0 ? 1 + random.nextInt(500) : 2000;
            ByteBuffer buffer = random.nextBoolean() ? ByteBuffer.allocate(room) : ByteBuffer.allocateDirect(room);
            // A read does not tell an empty datagram from none.
            boolean mayRead = channel.isConnected() && peers.get(0).isNextWithBytes();
            if (mayRead && random.nextBoolean()) {
                read(channel, buffer, peers.get(0));
                continue;
            }
            SocketAddress sender = channel.receive(buffer);
            if (sender == null) {
                select();
                continue;
            }
            Peer from = peers.stream()
                    .filter(peer -> peer.address.equals(sender))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("from " + sender));
            from.expect(buffer.flip(), room);
        }
        assertThat(channel.receive(ByteBuffer.allocate(1))).isNull();
    }

    private void read(DatagramChannel channel, ByteBuffer buffer, Peer peer) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(1);
        boolean scatters = random.nextBoolean();
        long n = scatters ? channel.read(new ByteBuffer[] {first, buffer}) : channel.read(buffer);
        if (n == 0) {
            select();
            return;
        }
        ByteBuffer all = ByteBuffer.allocate((int) n);
        all.put(first.flip()).put(buffer.flip()).flip();
        peer.expect(all, buffer.capacity() + (scatters ? 1 : 0));
    }

    @ParameterizedTest
    @CsvSource({"INET, false", "INET, true", "INET6, false", "INET6, true"})
    void everyDatagramIsAsItWasSent(StandardProtocolFamily family, boolean connected) throws IOException {
        Ipv6.assumeFor(family);
        String host = family == StandardProtocolFamily.INET ? "127.0.0.1" : "::1";
        try (DatagramChannel channel = open(family, InetAddress.getByName(host));
                Peer peer = new Peer(host, host, port(channel));
                Peer other = new Peer(host, host, port(channel))) {
            channel.register(selector, OP_READ);
            selector.selectNow();
            List<Peer> all = connected ? List.of(peer) : List.of(peer, other);
            if (connected) {
                channel.connect(peer.address);
                other.send(3000);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Peer each : all) {
                    each.send(60_000);
                }
                receiveAll(channel, all);
            }
            expectOffload();
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aGroupsFilterHoldsForEachDatagram(boolean blocking) throws IOException {
        InetAddress group = InetAddress.getByName("225.4.5.6");
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"));
        try (DatagramChannel channel = open(StandardProtocolFamily.INET, InetAddress.getByName("0.0.0.0"));
                Peer wanted = new Peer("127.0.0.1", "225.4.5.6", port(channel));
                Peer unwanted = new Peer("127.0.0.2", "225.4.5.6", port(channel))) {
            channel.register(selector, OP_READ);
            selector.selectNow();
            InetAddress source = InetAddress.getByName("127.0.0.1");
            MembershipKey key = blocking
                    ? channel.join(group, loopback).block(InetAddress.getByName("127.0.0.2"))
                    : channel.join(group, loopback, source);
            for (int round = 0; round < ROUNDS; round++) {
                unwanted.send(10_000);
                wanted.send(60_000);
                unwanted.send(10_000);
                receiveAll(channel, List.of(wanted));
            }
            expectOffload();
            key.drop();
        }
    }
}
