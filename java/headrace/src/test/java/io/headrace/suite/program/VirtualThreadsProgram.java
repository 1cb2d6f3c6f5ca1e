// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import com.sun.net.httpserver.HttpServer;
import io.headrace.AbstractNamespaceAddress;
import io.headrace.DatagramBatch;
import io.headrace.Headrace;
import io.headrace.ReceivedChannels;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.TestThreads;
import io.headrace.suite.support.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Virtual threads that are blocked, each in a channel of its own, while an HTTP server on the same carriers answers;
 * then they are resumed in random order, and each checks what it is given. Arguments: pairs of a kind (tcp, datagram,
 * accept, select, batch, unix, full, splice, transfer, pass) and how many.
 */
public final class VirtualThreadsProgram {
    private static final int REQUESTS = 1000;
    private static final long PATIENCE_SECONDS = 30;

    /** More than one read takes. */
    private static final int MESSAGE = 3000;

    private static final Random RANDOM = new Random(1);

    private VirtualThreadsProgram() {}

    private interface Resume {
        void run() throws IOException;
    }

    /** A call that blocks, whether it was given the right thing, and what resumes it. */
    private record Blocking(String method, Callable<Boolean> call, Resume resume) {}

    private record Started(Blocking blocking, Thread thread, FutureTask<Boolean> task) {}

    private interface Opening {
        Blocking open() throws IOException;
    }

    private static final Map<String, Opening> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("tcp", VirtualThreadsProgram::reading);
        KINDS.put("datagram", VirtualThreadsProgram::receiving);
        KINDS.put("accept", VirtualThreadsProgram::accepting);
        KINDS.put("select", VirtualThreadsProgram::selecting);
        KINDS.put("batch", VirtualThreadsProgram::receivingBatches);
        KINDS.put("unix", VirtualThreadsProgram::receivingInTheUnixDomain);
        KINDS.put("full", VirtualThreadsProgram::sendingToAFullQueue);
        KINDS.put("splice", VirtualThreadsProgram::splicing);
        KINDS.put("transfer", VirtualThreadsProgram::transferring);
        KINDS.put("pass", VirtualThreadsProgram::passing);
    }

    /** The peers of what blocks, kept from the garbage collector. */
    private static final List<Object> PEERS = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        List<Blocking> all = new ArrayList<>();
        for (int i = 0; i < arguments.length; i += 2) {
            for (int count = Integer.parseInt(arguments[i + 1]); count > 0; count--) {
                all.add(KINDS.get(arguments[i]).open());
            }
        }
        HttpServer server = server();
        request(server);
        long rssBefore = rss();
        long memoryBefore = Headrace.memoryBytes();
        List<Started> started = new ArrayList<>();
        for (Blocking blocking : all) {
            FutureTask<Boolean> task = new FutureTask<>(blocking.call);
            Thread thread = TestThreads.virtual(blocking.method, task);
            thread.start();
            started.add(new Started(blocking, thread, task));
        }
        for (Started each : started) {
            Waiting.untilBlockedIn(each.thread, each.blocking.method);
        }
        System.out.println("parked " + Headrace.mxBean().getParkedThreads());
        System.out.println("bytes a thread " + (rss() - rssBefore) / Math.max(1, all.size()));
        System.out.println("own memory " + (Headrace.memoryBytes() - memoryBefore));
        for (int i = 0; i < REQUESTS; i++) {
            request(server);
        }
        System.out.println("requests " + REQUESTS);
        Collections.shuffle(started, RANDOM);
        for (Started each : started) {
            each.blocking.resume.run();
        }
        int resumed = 0;
        for (Started each : started) {
            resumed += each.task.get(PATIENCE_SECONDS, TimeUnit.SECONDS) ? 1 : 0;
        }
        System.out.println("resumed " + resumed);
        System.exit(0);
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> TestThreads.virtual("http", task).start());
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        Thread dispatcher = new Thread(server::start);
        dispatcher.start();
        return server;
    }

    private static void request(HttpServer server) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream()))
                    .lines()
                    .reduce((first, second) -> second)
                    .orElse("");
            if (!answer.equals("ok")) {
                throw new IOException("answered " + answer);
            }
        }
    }

    /** Of the whole process, in bytes. */
    private static long rss() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    private static byte[] message() {
        byte[] bytes = new byte[MESSAGE];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static Blocking reading() throws IOException {
        ChannelPair pair = ChannelPair.open();
        PEERS.add(pair);
        pair.server.configureBlocking(true);
        byte[] message = message();
        return new Blocking(
                "read",
                () -> {
                    ByteBuffer got = ByteBuffer.allocate(MESSAGE);
                    while (got.hasRemaining() && pair.server.read(got) > 0) {}
                    return Arrays.equals(message, got.array());
                },
                () -> {
                    pair.client.write(ByteBuffer.wrap(message, 0, 1));
                    pair.client.write(ByteBuffer.wrap(message, 1, MESSAGE - 1));
                });
    }

    private static Blocking receiving() throws IOException {
        DatagramChannel channel = DatagramChannel.open().bind(ChannelPair.anyLoopbackPort());
        byte[] message = message();
        return new Blocking(
                "receive",
                () -> {
                    ByteBuffer got = ByteBuffer.allocate(MESSAGE);
                    channel.receive(got);
                    return Arrays.equals(message, got.array());
                },
                () -> {
                    try (DatagramChannel sender = DatagramChannel.open()) {
                        sender.send(ByteBuffer.wrap(message), channel.getLocalAddress());
                    }
                });
    }

    private static Blocking receivingBatches() throws IOException {
        DatagramChannel channel = DatagramChannel.open().bind(ChannelPair.anyLoopbackPort());
        byte[] message = message();
        DatagramBatch batch = DatagramBatch.allocate(2, 2 * MESSAGE);
        return new Blocking(
                "receive",
                () -> batch.receive(channel) == 1
                        && batch.payload()
                                .slice(batch.offset(0), batch.length(0))
                                .equals(ByteBuffer.wrap(message)),
                () -> {
                    try (DatagramChannel sender = DatagramChannel.open()) {
                        sender.send(ByteBuffer.wrap(message), channel.getLocalAddress());
                    }
                });
    }

    private static Blocking receivingInTheUnixDomain() throws IOException {
        DatagramChannel channel =
                DatagramChannel.open(StandardProtocolFamily.UNIX).bind(null);
        byte[] message = message();
        return new Blocking(
                "receive",
                () -> {
                    ByteBuffer got = ByteBuffer.allocate(MESSAGE);
                    channel.receive(got);
                    return Arrays.equals(message, got.array());
                },
                () -> {
                    try (DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.UNIX)) {
                        sender.send(ByteBuffer.wrap(message), channel.getLocalAddress());
                    }
                });
    }

    /**
     * Connected or not: the system tells of the queue of a connected peer only. Another has filled it, so no datagram
     * of the sender's own is taken from it either.
     */
    private static Blocking sendingToAFullQueue() throws IOException {
        DatagramChannel receiver =
                DatagramChannel.open(StandardProtocolFamily.UNIX).bind(null);
        SocketAddress to = receiver.getLocalAddress();
        DatagramChannel filler = DatagramChannel.open(StandardProtocolFamily.UNIX);
        filler.configureBlocking(false);
        while (filler.send(ByteBuffer.allocate(1), to) > 0) {}
        DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.UNIX);
        if (RANDOM.nextBoolean()) {
            sender.connect(to);
        }
        PEERS.add(List.of(receiver, filler));
        return new Blocking(
                "send",
                () -> sender.send(ByteBuffer.allocate(2), to) == 2,
                () -> receiver.receive(ByteBuffer.allocate(1)));
    }

    /** From a connection to a pipe, or the other way. */
    private static Blocking splicing() throws IOException {
        ChannelPair pair = ChannelPair.open();
        Pipe pipe = Pipe.open();
        PEERS.add(List.of(pair, pipe));
        boolean toPipe = RANDOM.nextBoolean();
        ReadableByteChannel source = toPipe ? pair.server : pipe.source();
        WritableByteChannel target = toPipe ? pipe.sink() : pair.client;
        byte[] message = message();
        return new Blocking(
                "splice",
                () -> {
                    for (long left = MESSAGE; left > 0; ) {
                        left -= Headrace.splice(source, target, left);
                    }
                    return isNext(toPipe ? pipe.source() : pair.server, message);
                },
                () -> {
                    WritableByteChannel writer = toPipe ? pair.client : pipe.sink();
                    writer.write(ByteBuffer.wrap(message, 0, 1));
                    writer.write(ByteBuffer.wrap(message, 1, MESSAGE - 1));
                });
    }

    private static boolean isNext(ReadableByteChannel from, byte[] expected) throws IOException {
        ByteBuffer got = ByteBuffer.allocate(expected.length);
        while (got.hasRemaining() && from.read(got) > 0) {}
        return Arrays.equals(expected, got.array());
    }

    /** More than the connection holds. */
    private static Blocking transferring() throws IOException {
        ChannelPair pair = ChannelPair.open();
        byte[] content = new byte[16 << 20];
        RANDOM.nextBytes(content);
        Path path = Files.createTempFile("transferring", "");
        Files.write(path, content);
        FileChannel file = FileChannel.open(path, StandardOpenOption.DELETE_ON_CLOSE);
        return new Blocking(
                "send",
                () -> {
                    long sent = Headrace.transfer(file, 0, content.length, pair.client);
                    file.close();
                    return sent == content.length;
                },
                () -> {
                    if (!isNext(pair.server, content)) {
                        throw new IOException("the file came wrong");
                    }
                });
    }

    /** Channels: the receiver finds none, or the sender no room. */
    private static Blocking passing() throws IOException {
        SocketChannel sender = SocketChannel.open(StandardProtocolFamily.UNIX);
        SocketChannel receiver;
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(AbstractNamespaceAddress.of("passing-" + RANDOM.nextLong()));
            sender.connect(listener.getLocalAddress());
            receiver = listener.accept();
        }
        Pipe pipe = Pipe.open();
        PEERS.add(List.of(sender, receiver, pipe));
        Resume send = () -> Headrace.sendChannels(sender, ByteBuffer.allocate(1), pipe.sink());
        Callable<Boolean> receive = () -> {
            while (true) {
                try (ReceivedChannels received = Headrace.receiveChannels(receiver, ByteBuffer.allocate(1 << 16))) {
                    if (received.count() > 0) {
                        received.take(0, Pipe.SinkChannel.class).close();
                        return true;
                    }
                }
            }
        };
        if (RANDOM.nextBoolean()) {
            return new Blocking("read", receive, send);
        }
        sender.configureBlocking(false);
        while (sender.write(ByteBuffer.allocate(1)) > 0) {}
        sender.configureBlocking(true);
        return new Blocking(
                "write",
                () -> {
                    send.run();
                    return true;
                },
                () -> {
                    try {
                        receive.call();
                    } catch (Exception e) {
                        throw new IOException(e);
                    }
                });
    }

    private static Blocking accepting() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
        return new Blocking(
                "accept",
                () -> {
                    try (SocketChannel accepted = listener.accept()) {
                        return accepted.isConnected();
                    }
                },
                () -> SocketChannel.open(listener.getLocalAddress()).close());
    }

    private static Blocking selecting() throws IOException {
        Selector selector = Selector.open();
        ChannelPair pair = ChannelPair.open();
        PEERS.add(pair);
        pair.server.configureBlocking(false);
        pair.server.register(selector, SelectionKey.OP_READ);
        boolean byWakeup = RANDOM.nextBoolean();
        return new Blocking("select", () -> selector.select() == (byWakeup ? 0 : 1), () -> {
            if (byWakeup) {
                selector.wakeup();
            } else {
                pair.client.write(ByteBuffer.allocate(1));
            }
        });
    }
}
