// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * Many threads that are blocked, each in a channel of its own: how many descriptors they take, and how long closing one
 * of them takes until its thread is out, a few times, and closing all others. Arguments: a kind, and how many threads.
 */
public final class BlockedThreadsProgram {
    private static final int ONE_BY_ONE = 5;
    private static final int NEVER_MILLIS = 1_000_000;
    private static final long STACK = 128 << 10;

    private BlockedThreadsProgram() {}

    /** A channel, and what blocks in it. */
    private record Blocking(Channel channel, String method, Call call, CountDownLatch ended) {
        Blocking(Channel channel, String method, Call call) {
            this(channel, method, call, new CountDownLatch(1));
        }
    }

    private interface Call {
        void run() throws IOException;
    }

    private interface Opening {
        Blocking open() throws IOException;
    }

    private static final Map<String, Opening> KINDS = new TreeMap<>(Map.of(
            "accept", BlockedThreadsProgram::accepting,
            "pipe", BlockedThreadsProgram::ofPipe,
            "read", BlockedThreadsProgram::reading,
            "receive", BlockedThreadsProgram::receiving,
            "scatter", BlockedThreadsProgram::scattering,
            "timed", BlockedThreadsProgram::timed,
            "unix", BlockedThreadsProgram::readingUnix,
            "write", BlockedThreadsProgram::writing));

    /** The peers of what blocks, kept from the garbage collector. */
    private static final List<Channel> PEERS = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        List<Opening> kinds = new ArrayList<>(KINDS.values());
        if (!arguments[0].equals("all")) {
            kinds = List.of(KINDS.get(arguments[0]));
        }
        int count = Integer.parseInt(arguments[1]);
        List<Blocking> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(kinds.get(i % kinds.size()).open());
        }
        int before = Proc.descriptors();
        for (Blocking each : all) {
            Thread thread = new Thread(null, () -> run(each), "blocked", STACK);
            thread.setDaemon(true);
            thread.start();
            Waiting.untilBlockedIn(thread, each.method);
        }
        System.out.println("descriptors " + (Proc.descriptors() - before));
        for (int i = 0; i < ONE_BY_ONE; i++) {
            System.out.println("one " + closed(all.subList(i, i + 1)) + " ms");
        }
        System.out.println("others " + closed(all.subList(ONE_BY_ONE, count)) + " ms");
        System.exit(0);
    }

    private static void run(Blocking blocking) {
        try {
            blocking.call.run();
            throw new AssertionError(blocking.method + " returned");
        } catch (IOException closed) {
            blocking.ended.countDown();
        }
    }

    private static double closed(List<Blocking> some) throws Exception {
        long start = System.nanoTime();
        for (Blocking each : some) {
            each.channel.close();
        }
        for (Blocking each : some) {
            each.ended.await();
        }
        return (System.nanoTime() - start) / 10_000 / 100.0;
    }

    private static ChannelPair pair() throws IOException {
        ChannelPair pair = ChannelPair.open();
        PEERS.add(pair.client);
        return pair;
    }

    private static Blocking accepting() throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
        return new Blocking(listener, "accept", listener::accept);
    }

    private static Blocking ofPipe() throws IOException {
        Pipe pipe = Pipe.open();
        PEERS.add(pipe.sink());
        return new Blocking(pipe.source(), "read", () -> pipe.source().read(ByteBuffer.allocate(1)));
    }

    private static Blocking reading() throws IOException {
        SocketChannel channel = pair().server;
        return new Blocking(channel, "read", () -> channel.read(ByteBuffer.allocate(1)));
    }

    private static Blocking receiving() throws IOException {
        DatagramChannel channel = DatagramChannel.open().bind(ChannelPair.anyLoopbackPort());
        return new Blocking(channel, "receive", () -> channel.receive(ByteBuffer.allocate(1)));
    }

    private static Blocking scattering() throws IOException {
        SocketChannel channel = pair().server;
        ByteBuffer[] room = {ByteBuffer.allocate(1), ByteBuffer.allocate(1)};
        return new Blocking(channel, "read", () -> channel.read(room));
    }

    private static Blocking timed() throws IOException {
        SocketChannel channel = pair().server;
        channel.socket().setSoTimeout(NEVER_MILLIS);
        return new Blocking(
                channel, "read", () -> channel.socket().getInputStream().read());
    }

    private static Blocking writing() throws IOException {
        Pipe pipe = Pipe.open();
        PEERS.add(pipe.source());
        pipe.sink().configureBlocking(false);
        while (pipe.sink().write(ByteBuffer.allocate(1 << 16)) > 0) {}
        pipe.sink().configureBlocking(true);
        return new Blocking(pipe.sink(), "write", () -> pipe.sink().write(ByteBuffer.allocate(1)));
    }

    private static Blocking readingUnix() throws IOException {
        Path path = Files.createTempDirectory("blocked").resolve("socket");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(path));
            PEERS.add(SocketChannel.open(listener.getLocalAddress()));
            SocketChannel channel = listener.accept();
            return new Blocking(channel, "read", () -> channel.read(ByteBuffer.allocate(1)));
        } finally {
            Files.delete(path);
            Files.delete(path.getParent());
        }
    }
}
