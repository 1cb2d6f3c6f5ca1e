// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program in Python, and the connection of the Unix domain that it has made: {@code peer} there. */
public final class PythonPeer implements AutoCloseable {
    private static final String CONNECT = """
            import os, socket, sys
            peer = socket.socket(socket.AF_UNIX)
            peer.connect(sys.argv[1])
            """;

    public final SocketChannel channel;
    private final Process process;

    private PythonPeer(SocketChannel channel, Process process) {
        this.channel = channel;
        this.process = process;
    }

    public static PythonPeer start(String program) throws IOException {
        Tool.assumePresent("python3");
        Path folder = Files.createTempDirectory("headrace-peer");
        Path path = folder.resolve("socket");
        try (ServerSocketChannel listener =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path))) {
            Process process = new ProcessBuilder("python3", "-c", CONNECT + program, path.toString())
                    .inheritIO()
                    .start();
            return new PythonPeer(listener.accept(), process);
        } finally {
            Files.deleteIfExists(path);
            Files.delete(folder);
        }
    }

    public long pid() {
        return process.pid();
    }

    public void tell(String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** What it sends until it ends its output. */
    public String answer() throws IOException {
        ByteBuffer received = ByteBuffer.allocate(4096);
        while (channel.read(received) >= 0) {
            assertThat(received.hasRemaining()).isTrue();
        }
        return new String(received.array(), 0, received.position(), StandardCharsets.US_ASCII);
    }

    /** It has ended without an error. */
    public void end() throws InterruptedException {
        assertThat(process.waitFor(Bounded.SECONDS / 2, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        process.destroyForcibly();
    }
}
