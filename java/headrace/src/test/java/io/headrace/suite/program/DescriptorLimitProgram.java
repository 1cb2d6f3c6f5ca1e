// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;

import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.Connection;
import io.headrace.suite.support.Preload;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Waiting;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Runs out of descriptors in each way that the provider can meet; ends normally if all went as it should. */
public final class DescriptorLimitProgram {
    private static final int MOST_FREE = 4;

    /** What takes the descriptors that nobody else has. */
    private final Deque<Closeable> hoard = new ArrayDeque<>();

    private DescriptorLimitProgram() {}

    private interface Opening {
        Closeable open() throws IOException;
    }

    private record PipeEnds(Pipe pipe) implements Closeable {
        @Override
        public void close() throws IOException {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    public static void main(String[] args) throws Exception {
        Preload.classes();
        DescriptorLimitProgram program = new DescriptorLimitProgram();
        program.acceptAndRead(0);
        List<Opening> openings = List.of(
                Selector::open,
                SocketChannel::open,
                ServerSocketChannel::open,
                DatagramChannel::open,
                () -> new PipeEnds(Pipe.open()));
        for (Opening opening : openings) {
            opening.open().close();
        }
        int before = Proc.descriptors();
        for (Opening opening : openings) {
            program.openWithEachNumberOfFreeDescriptors(opening);
            expect(Proc.descriptors() == before, "descriptors: " + Proc.descriptors() + ", before: " + before);
        }
        program.acceptAndRead(1);
        expect(Proc.descriptors() == before, "descriptors: " + Proc.descriptors() + ", before: " + before);
        System.out.println("passed");
    }

    private static void expect(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }

    private void takeAllDescriptors() throws IOException {
        try {
            for (; ; ) {
                hoard.push(new FileInputStream("/dev/null"));
            }
        } catch (FileNotFoundException none) {
            expect(none.getMessage().contains("Too many open files"), none.getMessage());
        }
    }

    private void giveBack(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            hoard.pop().close();
        }
    }

    /** Fails with too few and leaves them free, works with enough. */
    private void openWithEachNumberOfFreeDescriptors(Opening opening) throws IOException {
        for (int free = 0; free <= MOST_FREE; free++) {
            takeAllDescriptors();
            giveBack(free);
            boolean opened = false;
            try (Closeable resource = opening.open()) {
                opened = resource != null;
            } catch (IOException e) {
                expect(e.getMessage().equals("Too many open files"), e.toString());
            }
            expect(free > 0 || !opened, "opened without a descriptor");
            expect(free < MOST_FREE || opened, "not opened with " + free + " descriptors");
            int had = hoard.size();
            takeAllDescriptors();
            expect(hoard.size() - had == free, "of " + free + " free descriptors are left " + (hoard.size() - had));
            giveBack(hoard.size());
            opening.open().close();
        }
    }

    /** A listener that cannot accept stays ready, the selector serves the others, and accepts once it can. */
    private void acceptAndRead(int failures) throws IOException {
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort());
                Connection connection = Connection.open();
                Socket waiting = new Socket()) {
            listener.configureBlocking(false);
            SelectionKey listening = listener.register(selector, OP_ACCEPT);
            SelectionKey reading = connection.channel.register(selector, OP_READ);
            waiting.connect(listener.getLocalAddress());
            Waiting.untilReady(listening, OP_ACCEPT);
            if (failures > 0) {
                takeAllDescriptors();
                for (int i = 0; i < 3; i++) {
                    expectAcceptToFail(listener);
                    expect(Waiting.isReady(listening), "the listener is no longer ready");
                }
                readOne(connection, reading);
                giveBack(hoard.size());
            }
            try (SocketChannel accepted = listener.accept()) {
                expect(accepted != null, "nothing to accept");
            }
            expect(!Waiting.isReady(listening), "the listener is still ready");
            readOne(connection, reading);
        }
    }

    private static void expectAcceptToFail(ServerSocketChannel listener) {
        try {
            listener.accept();
        } catch (IOException e) {
            expect(e.getMessage().contains("Too many open files"), e.toString());
            expect(e.getClass() == IOException.class, e.toString());
            return;
        }
        throw new AssertionError("accepted without a descriptor");
    }

    private static void readOne(Connection connection, SelectionKey key) throws IOException {
        connection.peerSends(1);
        Waiting.untilReady(key, OP_READ);
        expect(connection.channel.read(ByteBuffer.allocate(8)) == 1, "one byte");
    }
}
