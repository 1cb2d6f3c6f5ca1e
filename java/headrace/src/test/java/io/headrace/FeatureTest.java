// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static io.headrace.JvmRun.PROVIDER;
import static io.headrace.JvmRun.java;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is beyond {@code java.nio} where Headrace is not available, and the JDK's channels serve. */
class FeatureTest {
    /** Says of each feature that a method needs whether it is there, and what the method throws. */
    public static final class UseEverything {
        private interface Use {
            void use() throws IOException;
        }

        private UseEverything() {}

        public static void main(String[] folders) throws IOException {
            SocketChannel socket = SocketChannel.open();
            Pipe pipe = Pipe.open();
            ByteBuffer bytes = ByteBuffer.allocate(1);
            try (FileChannel file = FileChannel.open(Path.of("/dev/null"))) {
                print(Feature.TRANSFER, () -> Headrace.transfer(file, 0, 1, socket));
                print(Feature.SPLICE, () -> Headrace.splice(pipe.source(), socket, 1));
                print(Feature.SPLICE, () -> Headrace.resizePipe(pipe.sink(), 1));
                print(Feature.PASS_CHANNELS, () -> Headrace.sendChannels(socket, bytes, file));
                print(Feature.PASS_CHANNELS, () -> Headrace.receiveChannels(socket, bytes));
                print(Feature.SPAWN, () -> Headrace.spawn(file, "true"));
                print(Feature.INHERITED_CHANNELS, Headrace::inheritedChannels);
                print(Feature.DATAGRAM_BATCH, () -> DatagramBatch.allocate(1, 1));
                print(Feature.UNIX_DATAGRAM, () -> DatagramChannel.open(StandardProtocolFamily.UNIX));
                print(Feature.RAW_SOCKET_OPTIONS, () -> socket.getOption(RawSocketOption.integer(1, 2)));
                print(Feature.EXCLUSIVE, () -> {});
            }
        }

        private static void print(Feature feature, Use use) {
            try {
                use.use();
                System.out.println(feature + " " + Headrace.supports(feature));
            } catch (IOException | RuntimeException e) {
                System.out.println(feature + " " + Headrace.supports(feature) + " " + e);
            }
        }
    }

    @Test
    void eachMethodSaysThatItsFeatureIsMissing() throws Exception {
        String unavailable = "java.lang.UnsupportedOperationException: %s needs Headrace, which is not available: ";
        String printed =
                java(PROVIDER, "-Dio.headrace.library.path=/missing.so").prints(UseEverything.class);
        assertThat(printed.lines().filter(line -> line.matches("[A-Z_]+ (true|false).*")))
                .hasSize(Feature.values().length + 2)
                .allMatch(line -> line.matches("[A-Z_]+ false.*"));
        for (Feature feature : new Feature[] {
            Feature.TRANSFER,
            Feature.SPLICE,
            Feature.PASS_CHANNELS,
            Feature.SPAWN,
            Feature.INHERITED_CHANNELS,
            Feature.DATAGRAM_BATCH
        }) {
            assertThat(printed).contains(feature + " false " + unavailable.formatted(feature));
        }
        assertThat(printed)
                .contains("UNIX_DATAGRAM false java.lang.UnsupportedOperationException")
                .contains("RAW_SOCKET_OPTIONS false java.lang.UnsupportedOperationException")
                .doesNotContain("IllegalArgumentException");
    }
}
