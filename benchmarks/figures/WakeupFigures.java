// SPDX-License-Identifier: Apache-2.0
import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * How many threads a connection wakes, if eight selectors wait for one listener: registered plainly, exclusively, and
 * with a listener each by SO_REUSEPORT. A wakeup is a voluntary context switch of a selecting thread, as /proc counts
 * them. Linux only. Argument: connections (2000), made one after the other.
 */
public final class WakeupFigures {
    private static final int SELECTORS = 8;
    private static final HeadraceSelectorProvider PROVIDER = HeadraceSelectorProvider.provider();

    private enum Way {
        PLAIN,
        EXCLUSIVE,
        REUSEPORT
    }

    private WakeupFigures() {}

    public static void main(String[] args) throws Exception {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        System.out.println(SELECTORS + " selectors, " + connections + " connections, wakeups a connection");
        for (int turn = 0; turn < 3; turn++) {
            for (Way way : Way.values()) {
                System.out.printf("%-10s %.2f%n", way, run(way, connections));
            }
        }
    }

    private static ServerSocketChannel listen(SocketAddress at) throws IOException {
        ServerSocketChannel listener = PROVIDER.openServerSocketChannel();
        listener.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        listener.bind(at, 1024).configureBlocking(false);
        return listener;
    }

    private static double run(Way way, int connections) throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        List<HeadraceSelector> selectors = new ArrayList<>();
        List<ServerSocketChannel> listeners = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        listeners.add(listen(new InetSocketAddress("127.0.0.1", 0)));
        SocketAddress at = listeners.get(0).getLocalAddress();
        for (int i = 0; i < SELECTORS; i++) {
            if (way == Way.REUSEPORT && i > 0) {
                listeners.add(listen(at));
            }
            ServerSocketChannel listener = listeners.get(listeners.size() - 1);
            HeadraceSelector selector = PROVIDER.openSelector(TriggerMode.LEVEL);
            selectors.add(selector);
            if (way == Way.EXCLUSIVE) {
                selector.registerExclusive(listener, null);
            } else {
                listener.register(selector, SelectionKey.OP_ACCEPT);
            }
            Thread thread = new Thread(() -> accept(selector, listener, accepted), "selecting-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        connect(at, 200, accepted);
        long before = switches();
        connect(at, connections, accepted);
        double wakeups = (double) (switches() - before) / connections;
        for (HeadraceSelector selector : selectors) {
            selector.close();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (ServerSocketChannel listener : listeners) {
            listener.close();
        }
        return wakeups;
    }

    private static void accept(HeadraceSelector selector, ServerSocketChannel listener, AtomicInteger accepted) {
        try {
            while (selector.isOpen()) {
                selector.select(key -> {
                    try {
                        for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                            channel.close();
                            accepted.incrementAndGet();
                        }
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
        } catch (Exception closed) {
            if (selector.isOpen()) {
                throw new IllegalStateException(closed);
            }
        }
    }

    /** One after the other, each when all threads sleep again. */
    private static void connect(SocketAddress to, int count, AtomicInteger accepted) throws Exception {
        for (int i = 0; i < count; i++) {
            int expected = accepted.get() + 1;
            SocketChannel client = PROVIDER.openSocketChannel();
            client.connect(to);
            client.close();
            while (accepted.get() < expected || !allSleep()) {
                Thread.onSpinWait();
            }
        }
    }

    private static List<Path> tasks() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(task -> text(task.resolve("comm")).startsWith("selecting-"))
                    .toList();
        }
    }

    private static boolean allSleep() throws IOException {
        return tasks().stream().allMatch(task -> text(task.resolve("stat")).replaceFirst(".*\\) ", "").startsWith("S"));
    }

    private static long switches() throws IOException {
        return tasks().stream()
                .mapToLong(task -> text(task.resolve("status"))
                        .lines()
                        .filter(line -> line.startsWith("voluntary_ctxt_switches"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                        .sum())
                .sum();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "";
        }
    }
}
