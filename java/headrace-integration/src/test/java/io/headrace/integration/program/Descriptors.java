// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The process's descriptors that are no files, counted by kind: {@code socket}, {@code pipe}, {@code [eventpoll]}…
 * None on Windows, which does not list them.
 */
final class Descriptors {

    private Descriptors() {}

    static Map<String, Integer> open() {
        Map<String, Integer> kinds = new TreeMap<>();
        if (File.separatorChar == '\\') {
            return kinds;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                String target = target(descriptor);
                if (!target.startsWith("/")) {
                    kinds.merge(target.replace("anon_inode:", "").replaceFirst(":.*", ""), 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot list the descriptors", e);
        }
        return kinds;
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException closedMeanwhile) {
            return "/";
        }
    }
}
