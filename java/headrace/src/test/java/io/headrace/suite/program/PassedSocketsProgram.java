// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.Headrace;
import io.headrace.InheritedSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Takes what a socket each of those that systemd passed receives, and prints it with the name of the socket. */
public final class PassedSocketsProgram {
    /** O_CLOEXEC, as /proc prints the flags of a descriptor. */
    private static final int CLOSE_ON_EXEC = 02000000;

    private PassedSocketsProgram() {}

    public static void main(String[] args) throws IOException {
        List<InheritedSocket> all;
        try {
            all = Headrace.inheritedChannels();
        } catch (IOException e) {
            System.out.println(e);
            return;
        }
        int closing = 0;
        for (InheritedSocket each : all) {
            if (each.channel() == null) {
                System.out.println(each.name() + ": " + each.descriptor() + " is " + each.problem());
            } else {
                System.out.println(each.name() + ": " + receive(each.channel()));
                closing += isClosedOnExec(each.descriptor()) ? 1 : 0;
            }
        }
        System.out.println("closed on exec " + closing);
        System.out.println(Headrace.inheritedChannels().equals(all) ? "the same again" : "others");
        for (InheritedSocket each : all) {
            if (each.channel() != null) {
                Path socket = file(each.descriptor());
                each.channel().close();
                if (socket.equals(file(each.descriptor()))) {
                    System.out.println(each.descriptor() + " is open after close");
                }
            }
        }
    }

    /** A thread of the JVM may give a number that is free to a file of its own: the number alone shows nothing. */
    private static Path file(int descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
        } catch (NoSuchFileException closed) {
            return Path.of("");
        }
    }

    private static boolean isClosedOnExec(int descriptor) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/fdinfo/" + descriptor)).stream()
                .filter(line -> line.startsWith("flags:"))
                .allMatch(line -> (Integer.parseInt(line.substring(6).strip(), 8) & CLOSE_ON_EXEC) != 0);
    }

    private static String receive(Channel from) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(100);
        if (from instanceof ServerSocketChannel listener) {
            try (SocketChannel connection = listener.accept()) {
                connection.read(received);
            }
        } else if (from instanceof DatagramChannel datagrams) {
            datagrams.receive(received);
        } else {
            ((Pipe.SourceChannel) from).read(received);
        }
        return new String(received.array(), 0, received.position());
    }
}
