// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The three ways to drop in, as options of java with the class path of the programs. */
enum Way {
    AGENT {
        @Override
        List<String> options(Path folder) {
            return List.of("-javaagent:" + JavaCommand.allJar(), "-cp", PROGRAMS);
        }
    },
    PROPERTY {
        @Override
        List<String> options(Path folder) {
            return List.of(
                    "-Djava.nio.channels.spi.SelectorProvider=" + PROVIDER,
                    "-cp",
                    JavaCommand.allJar() + File.pathSeparator + PROGRAMS);
        }
    },
    SERVICE {
        @Override
        List<String> options(Path folder) throws IOException {
            Path services = Files.createDirectories(folder.resolve("service/META-INF/services"));
            Files.writeString(services.resolve("java.nio.channels.spi.SelectorProvider"), PROVIDER);
            return List.of(
                    "-cp",
                    folder.resolve("service")
                            + File.pathSeparator
                            + JavaCommand.allJar()
                            + File.pathSeparator
                            + PROGRAMS);
        }
    };

    private static final String PROVIDER = "io.headrace.HeadraceSelectorProvider";

    /** The folder of the tests' classes alone: libraries on the class path bring loggers. */
    static final String PROGRAMS = Path.of(Way.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath())
            .toString();

    abstract List<String> options(Path folder) throws IOException;
}
