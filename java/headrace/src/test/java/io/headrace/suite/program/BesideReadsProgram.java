// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.Headrace;
import io.headrace.suite.support.ChannelPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Transfers a file through a channel that another thread reads byte by byte, and closes the channel in the end. Prints
 * whether the transfer has ended then. Argument: the file to make.
 */
public final class BesideReadsProgram {
    private static final int BYTES = 100;
    private static final long LARGE = 1L << 32;

    private BesideReadsProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (ChannelPair pair = ChannelPair.open();
                FileChannel file = FileChannel.open(
                        Path.of(arguments[0]),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1), LARGE);
            daemon(() -> {
                while (pair.client.read(ByteBuffer.allocate(1)) == 1) {}
            });
            Thread transfer = daemon(() -> Headrace.transfer(file, 0, LARGE, pair.client));
            ByteBuffer room = ByteBuffer.allocate(1 << 16);
            for (int i = 0; i < BYTES; i++) {
                pair.server.write(ByteBuffer.allocate(1));
                pair.server.read(room.clear());
            }
            pair.client.close();
            transfer.join(TimeUnit.SECONDS.toMillis(10));
            System.out.println(transfer.isAlive() ? "the transfer is stuck" : "the transfer has ended");
        } finally {
            Files.delete(Path.of(arguments[0]));
        }
        System.exit(0);
    }

    private interface Call {
        void run() throws IOException;
    }

    private static Thread daemon(Call call) {
        Thread thread = new Thread(() -> {
            try {
                call.run();
            } catch (IOException closed) {
                // as is meant
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
