// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import io.headrace.HeadraceSelectorProvider;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Loads what a program may need before it runs out of the descriptors that loading takes. */
public final class Preload {
    private Preload() {}

    /** All classes of the library and of the suite's programs, where they lie in folders. */
    public static void classes() throws IOException, URISyntaxException, ClassNotFoundException {
        for (Class<?> type : List.of(HeadraceSelectorProvider.class, Preload.class)) {
            Path root = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(root)) {
                load(root, type == Preload.class ? "io/headrace/suite" : "io/headrace");
            }
        }
    }

    /** Neither classes of JUnit's, nor those that only a later JVM or one with exports may have. */
    private static boolean isLoadable(String name) {
        return Stream.of(
                        "Test",
                        "Bounded",
                        "Needs",
                        "OnHeadrace",
                        "TransferableSocketChannel",
                        "SocketEvents",
                        "HeldCalls")
                .noneMatch(name::contains);
    }

    private static void load(Path root, String folder) throws IOException, ClassNotFoundException {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.');
                name = name.substring(0, name.length() - ".class".length());
                if (isLoadable(name)) {
                    Class.forName(name);
                }
            }
        }
    }
}
