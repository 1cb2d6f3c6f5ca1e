// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.Headrace;
import io.headrace.ReceivedChannels;
import io.headrace.suite.support.Preload;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Receives three descriptors with room for one, and again with room for all; prints how many came. */
public final class ReceiveLimitProgram {
    private ReceiveLimitProgram() {}

    public static void main(String[] args) throws Exception {
        Preload.classes();
        UnixDomainSocketAddress at = UnixDomainSocketAddress.of(Path.of(args[0]));
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(at);
                SocketChannel sender = SocketChannel.open(at);
                SocketChannel receiver = listener.accept()) {
            for (int i = 0; i < 2; i++) {
                Headrace.sendChannels(sender, ByteBuffer.allocate(1), listener, sender, receiver);
            }
            List<FileChannel> all = takeAllDescriptors();
            String first = null;
            try {
                all.remove(all.size() - 1).close();
                first = receive(receiver);
            } finally {
                for (FileChannel each : all) {
                    each.close();
                }
            }
            System.out.println(first);
            System.out.println(receive(receiver));
        }
    }

    private static String receive(SocketChannel from) throws IOException {
        try (ReceivedChannels received = Headrace.receiveChannels(from, ByteBuffer.allocate(1))) {
            return "came " + received.count() + ", truncated " + received.isTruncated();
        }
    }

    private static List<FileChannel> takeAllDescriptors() {
        List<FileChannel> all = new ArrayList<>();
        Path device = Path.of("/dev/null");
        try {
            while (true) {
                all.add(FileChannel.open(device));
            }
        } catch (IOException none) {
            return all;
        }
    }
}
