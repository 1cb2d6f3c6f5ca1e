// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A temporary file of letters that no other program sees; it is gone with the process, however that ends. */
final class LetterFile {
    private static final byte[] LETTERS = Letters.of(Letters.ALPHABET * 4096);

    private LetterFile() {}

    static FileChannel create(int size) throws IOException {
        Path path = Files.createTempFile("headrace-letters", null);
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        for (int rest = size; rest > 0; ) {
            rest -= file.write(ByteBuffer.wrap(LETTERS, 0, Math.min(rest, LETTERS.length)));
        }
        return file;
    }
}
