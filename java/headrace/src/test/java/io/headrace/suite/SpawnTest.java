// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.Feature;
import io.headrace.Headrace;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ChannelPair;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Tool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes whose standard input is a channel: programs in Python, and the shell. */
@Bounded
@NeedsFeature(Feature.SPAWN)
class SpawnTest {
    /** Accepts a connection from its standard input, and answers with the numbers of its descriptors. */
    private static final String SERVER = """
            import os, socket
            numbers = []
            for n in range(200):
                try:
                    os.fstat(n)
                    numbers.append(str(n))
                except OSError:
                    pass
            listener = socket.socket(fileno=0)
            listener.setblocking(True)
            connection = listener.accept()[0]
            connection.setblocking(True)
            connection.sendall(" ".join(numbers).encode())
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needLinux() {
        Proc.assumePresent();
    }

    private static String text(SocketChannel from) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(1000);
        while (from.read(received) >= 0) {}
        return new String(received.array(), 0, received.position(), US_ASCII);
    }

    @Test
    void theChannelIsItsStandardInputAndNoOtherDescriptorIsOurs() throws Exception {
        Tool.assumePresent("python3");
        try (FileChannel file = FileChannel.open(Files.createFile(folder.resolve("open")));
                ServerSocketChannel listener = ServerSocketChannel.open().bind(ChannelPair.anyLoopbackPort())) {
            Process process = Headrace.spawn(listener, "python3", "-c", SERVER);
            try (SocketChannel client = SocketChannel.open(listener.getLocalAddress())) {
                assertThat(text(client)).isEqualTo("0 1 2");
            }
            assertThat(process.waitFor()).isZero();
            assertThat(file.isOpen()).isTrue();
        }
    }

    @Test
    void aConnectionInBlockingModeMayBeUsedByAProgramThatKnowsNoOther() throws Exception {
        try (ChannelPair pair = ChannelPair.open()) {
            Process process = Headrace.spawn(pair.server, "sh", "-c", "read line; echo got $line >&0");
            pair.server.close();
            pair.client.write(ByteBuffer.wrap("hello\n".getBytes(US_ASCII)));
            assertThat(text(pair.client)).isEqualTo("got hello\n");
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void aFileCanBeItsInput() throws Exception {
        Path file = Files.writeString(folder.resolve("script"), "exit 5\n");
        try (FileChannel input = FileChannel.open(file)) {
            assertThat(Headrace.spawn(input, "sh").waitFor()).isEqualTo(5);
        }
    }

    @Test
    void theProcessIsAsOthers() throws Exception {
        try (ChannelPair pair = ChannelPair.open()) {
            Process process = Headrace.spawn(pair.server, "sh", "-c", "read line; exit 3");
            assertThat(process.isAlive()).isTrue();
            assertThatThrownBy(process::exitValue).isExactlyInstanceOf(IllegalThreadStateException.class);
            assertThat(process.waitFor(1, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(process.toHandle().pid()).isEqualTo(process.pid());
            assertThat(process.getInputStream().read()).isEqualTo(-1);
            assertThat(process.toString()).contains("pid=" + process.pid());
            pair.client.write(ByteBuffer.wrap("\n".getBytes(US_ASCII)));
            assertThat(process.onExit().get().exitValue()).isEqualTo(3);
            assertThat(process.isAlive()).isFalse();
            assertThat(Files.exists(Path.of("/proc/" + process.pid()))).isFalse();

            Process killed = Headrace.spawn(pair.server, "sh", "-c", "kill -TERM $$; sleep 100");
            assertThat(killed.waitFor()).isEqualTo(128 + 15);
            Process destroyed = Headrace.spawn(pair.server, "sleep", "100");
            assertThat(destroyed.destroyForcibly().waitFor()).isEqualTo(128 + 9);
        }
    }

    @Test
    void whatCannotBeRunIsAnErrorAndLeavesNothing() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        try (ChannelPair pair = ChannelPair.open()) {
            int before = Proc.descriptors();
            assertThatThrownBy(() -> Headrace.spawn(pair.server, "/no/such/program"))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("Cannot run program \"/no/such/program\": No such file or directory");
            assertThatThrownBy(() -> Headrace.spawn(pair.server, text.toString()))
                    .hasMessageContaining("Permission denied");
            assertThatThrownBy(() -> Headrace.spawn(pair.server)).isExactlyInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Headrace.spawn(pair.server, "echo", "a\0b"))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Headrace.spawn(pair.server, "echo", null))
                    .isExactlyInstanceOf(NullPointerException.class);
            assertThat(Proc.descriptors()).isEqualTo(before);
            pair.server.close();
            assertThatThrownBy(() -> Headrace.spawn(pair.server, "true")).isInstanceOf(ClosedChannelException.class);
        }
    }
}
