// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Steps that let a file channel read. When it writes to a channel of the JDK, it calls sendfile(2) by itself. */
final class FileTransfers {
    private FileTransfers() {}

    static void addTo(Operation.Table table) {
        table.add("transferFrom", 5, Kind.INPUTS, FileTransfers::transferFrom);
    }

    private static FileChannel newFile(World world) throws IOException {
        Path file = world.newFile();
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static Object transferFrom(World world, Node node, Step step) throws IOException {
        int size = world.pick(step, 0, "bytes", Transfers.SIZES);
        if (!node.readReturns() || node.channel.isBlocking() || node.peer != null && node.peer.bulk) {
            return Operation.SKIPPED;
        }
        String settled = world.settle();
        try (FileChannel file = newFile(world)) {
            long n = file.transferFrom((ReadableByteChannel) node.channel, 0, size);
            node.received += n;
            return n + " " + file.size() + settled;
        }
    }
}
