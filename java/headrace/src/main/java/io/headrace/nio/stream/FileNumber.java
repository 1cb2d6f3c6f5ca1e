// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.os.Sockets;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;

/** The descriptor of a file channel of the JDK. */
final class FileNumber {
    private FileNumber() {}

    /** @throws IllegalArgumentException a channel of another kind */
    static long of(Sockets sockets, FileChannel file) throws IOException {
        long number = file.getClass().getName().equals("sun.nio.ch.FileChannelImpl") ? sockets.fileNumber(file) : -1;
        ensureOpen(file);
        if (number < 0) {
            throw new IllegalArgumentException("no file channel of the JDK: " + file);
        }
        return number;
    }

    /** Its number may be another file's since. */
    static void ensureOpen(FileChannel file) throws AsynchronousCloseException {
        if (!file.isOpen()) {
            throw new AsynchronousCloseException();
        }
    }
}
