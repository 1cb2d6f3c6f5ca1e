// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import io.headrace.benchmarks.server.EmptyAgent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Where the built programs are. */
record Installation(Path root) {
    private static final String ROOT = "headrace.root";

    static Installation fromProperty() {
        String root = System.getProperty(ROOT);
        if (root == null) {
            throw new IllegalStateException("-D" + ROOT + " is not set; benchmarks/compare sets it");
        }
        return new Installation(Path.of(root));
    }

    Path benchmarks() {
        return root.resolve("benchmarks");
    }

    Path client() {
        return benchmarks().resolve("comparison/target/native/headrace-load");
    }

    Path servers() {
        return benchmarks().resolve("comparison/target/native/headrace-servers");
    }

    /** An argument file with what each JVM on Headrace is started with. */
    Path cellOptions() {
        return root.resolve("ci/cell.options");
    }

    /** The home of a JDK of this release. */
    Optional<String> jdk(int release) {
        if (release == Runtime.version().feature()) {
            return Optional.of(System.getProperty("java.home"));
        }
        return Optional.ofNullable(System.getProperty("headrace.jdk" + release)).filter(home -> !home.isEmpty());
    }

    /** The server and Netty; Headrace is not there. */
    String serverClassPath() {
        return firstConnectionClassPath() + ":" + benchmarks().resolve("comparison/target/lib") + "/*";
    }

    /** Without libraries: the JDK looks for providers in each of them, unless a property names one. */
    String firstConnectionClassPath() {
        return benchmarks().resolve("comparison/target/classes").toString();
    }

    /** The jar of an agent that does nothing; written when it is asked for. */
    Path emptyAgent() throws IOException {
        String entry = EmptyAgent.class.getName().replace('.', '/') + ".class";
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
        Path jar = benchmarks().resolve("comparison/target/empty-agent.jar");
        try (InputStream in = EmptyAgent.class.getResourceAsStream("/" + entry);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }

    Path headrace() throws IOException {
        Path folder = root.resolve("java/headrace/target");
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "headrace-*-all.jar")) {
                jars.forEach(found::add);
            }
        }
        if (found.size() != 1) {
            throw new IOException(folder + ": expected one headrace-*-all.jar, found " + found);
        }
        return found.get(0);
    }
}
