// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that every server offers under its name: a {@link Body} of 100 MiB. */
public final class SharedFile {
    public static final String PROPERTY = "headrace.integration.file";
    public static final String TARGET = "/large.bin";

    private static final long SEED = 10;
    private static final long SIZE = 100L << 20;

    private SharedFile() {}

    public static Body body() {
        return new Body(SEED, SIZE);
    }

    static Path path() {
        return Path.of(System.getProperty(PROPERTY));
    }

    /** Makes the file, in a folder where nothing else is. */
    public static Path make(Path folder) throws IOException {
        Path file = folder.resolve(TARGET.substring(1));
        try (OutputStream out = Files.newOutputStream(file)) {
            body().transferTo(out);
        }
        return file;
    }
}
