// SPDX-License-Identifier: Apache-2.0
import io.headrace.DatagramBatch;
import io.headrace.HeadraceSelectorProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * What a datagram costs: the JDK's DatagramChannel, DatagramBatch and a registered DatagramChannel of Headrace, in
 * turns, in one thread over loopback. With -Dio.headrace.readahead=on that channel reads ahead. Prints
 * the median of the rounds in nanoseconds of CPU time a datagram, and ratios. Asking for the CPU time is in all of
 * them: it costs some tens of nanoseconds a datagram. Arguments: bytes (1200), datagrams at a time (16),
 * rounds (60), bursts a round (2000).
 */
public final class DatagramFigures {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static int length;
    private static int count;

    private interface Sending {
        void send() throws IOException;
    }

    private interface Receiving {
        int receive() throws IOException;
    }

    private record Cost(double send, double receive) {}

    private enum Receiver {
        JDK,
        BATCH,
        CHANNEL
    }

    /** One sender and one receiver. */
    private static final class Line {
        final String name;
        final DatagramChannel receiver;
        final Sending sending;
        final Receiving receiving;
        final Cost[] costs;

        Line(String name, boolean batchSends, Receiver by, int rounds) throws IOException {
            this.name = name;
            receiver = open(by != Receiver.JDK);
            DatagramChannel sender = open(batchSends);
            InetSocketAddress to = (InetSocketAddress) receiver.getLocalAddress();
            sending = batchSends ? batchSending(sender, to) : plainSending(sender, to);
            receiving = by == Receiver.BATCH ? batchReceiving(receiver) : plainReceiving(receiver);
            if (by == Receiver.CHANNEL) {
                receiver.register(receiver.provider().openSelector(), SelectionKey.OP_READ)
                        .selector()
                        .selectNow();
            }
            costs = new Cost[rounds];
        }

        private static DatagramChannel open(boolean ours) throws IOException {
            DatagramChannel channel = ours
                    ? HeadraceSelectorProvider.provider().openDatagramChannel(StandardProtocolFamily.INET)
                    : DatagramChannel.open(StandardProtocolFamily.INET);
            if (!ours && channel.getClass().getName().startsWith("io.headrace")) {
                throw new IllegalStateException("the JVM's provider has to be the JDK's");
            }
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
            channel.bind(new InetSocketAddress("127.0.0.1", 0));
            channel.configureBlocking(false);
            return channel;
        }

        private static Sending plainSending(DatagramChannel sender, InetSocketAddress to) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(length);
            return () -> {
                for (int i = 0; i < count; i++) {
                    sender.send(bytes.clear(), to);
                }
            };
        }

        private static Sending batchSending(DatagramChannel sender, InetSocketAddress to) {
            DatagramBatch batch = DatagramBatch.allocate(count, count * length);
            return () -> {
                batch.clear();
                for (int i = 0; i < count; i++) {
                    batch.add(i * length, length, to);
                }
                batch.send(sender, 0);
            };
        }

        private static Receiving plainReceiving(DatagramChannel receiver) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(2048);
            return () -> receiver.receive(bytes.clear()) == null ? 0 : 1;
        }

        private static Receiving batchReceiving(DatagramChannel receiver) {
            DatagramBatch batch = DatagramBatch.allocate(
                    16 * DatagramBatch.JOINED_MESSAGES, 16 * DatagramBatch.JOINED_BYTES);
            return () -> {
                int received = batch.receive(receiver);
                for (int i = 0; i < received; i++) {
                    if (batch.length(i) != length || batch.address(i) == null) {
                        throw new IllegalStateException("a datagram of " + batch.length(i));
                    }
                }
                return received;
            };
        }

        void round(int round, int bursts) throws IOException {
            long sendNanos = 0;
            long receiveNanos = 0;
            for (int burst = 0; burst < bursts; burst++) {
                long start = THREADS.getCurrentThreadCpuTime();
                sending.send();
                long sent = THREADS.getCurrentThreadCpuTime();
                for (int left = count; left > 0; ) {
                    left -= receiving.receive();
                }
                receiveNanos += THREADS.getCurrentThreadCpuTime() - sent;
                sendNanos += sent - start;
            }
            double datagrams = (double) bursts * count;
            costs[round] = new Cost(sendNanos / datagrams, receiveNanos / datagrams);
        }

        double median(ToLongFunction<Cost> of) {
            long[] sorted = Arrays.stream(costs).mapToLong(of).sorted().toArray();
            return sorted[sorted.length / 2] / 10.0;
        }

        double send() {
            return median(cost -> Math.round(cost.send * 10));
        }

        double receive() {
            return median(cost -> Math.round(cost.receive * 10));
        }
    }

    private DatagramFigures() {}

    public static void main(String[] args) throws IOException {
        length = args.length > 0 ? Integer.parseInt(args[0]) : 1200;
        count = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 60;
        int bursts = args.length > 3 ? Integer.parseInt(args[3]) : 2000;
        Line jdk = new Line("JDK to JDK", false, Receiver.JDK, rounds);
        Line fromJdk = new Line("JDK to batch", false, Receiver.BATCH, rounds);
        Line toJdk = new Line("batch to JDK", true, Receiver.JDK, rounds);
        Line batch = new Line("batch to batch", true, Receiver.BATCH, rounds);
        Line plain = new Line("JDK to channel", false, Receiver.CHANNEL, rounds);
        Line joined = new Line("batch to channel", true, Receiver.CHANNEL, rounds);
        Line[] lines = {jdk, fromJdk, toJdk, batch, plain, joined};
        for (int round = 0; round < rounds; round++) {
            for (Line line : lines) {
                line.round(round, bursts);
            }
        }
        System.out.printf("%d bytes, %d at a time; ns of CPU a datagram, median of %d rounds%n", length, count, rounds);
        for (Line line : lines) {
            System.out.printf("%-16s send %6.1f   receive %6.1f%n", line.name, line.send(), line.receive());
        }
        System.out.printf("send                          / JDK %.2f (to the JDK), %.2f (to a batch)%n",
                toJdk.send() / jdk.send(), batch.send() / jdk.send());
        System.out.printf("receive, the sender segments  / JDK %.2f%n", batch.receive() / jdk.receive());
        System.out.printf("receive, it does not          / JDK %.2f%n", fromJdk.receive() / jdk.receive());
        System.out.printf("the same by a channel         / JDK %.2f, %.2f%n",
                joined.receive() / jdk.receive(), plain.receive() / jdk.receive());
    }
}
