// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A run of java in a folder of its own, to its end. */
final class JavaCommand {
    private static final long PATIENCE_SECONDS = 60;

    private static final List<String> UNSHARE = List.of("unshare", "--mount", "--map-root-user");

    private final Path folder;
    private final List<String> words = new ArrayList<>();

    record Result(int status, String output, String errors) {}

    JavaCommand(Path folder) {
        this(folder, Runtime.version().feature() < 24 ? List.of() : List.of("--enable-native-access=ALL-UNNAMED"));
    }

    private JavaCommand(Path folder, List<String> nativeAccess) {
        this.folder = folder;
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-XX:ErrorFile=hs_err.log");
        words.addAll(nativeAccess);
    }

    /** With the JVM's own rule on native code: JDK 24 and later warn of it. */
    static JavaCommand withoutNativeAccess(Path folder) {
        return new JavaCommand(folder, List.of());
    }

    static Path allJar() {
        return Path.of(jar("-all"));
    }

    /** The jar of the classes and the platform's. */
    static String jars() {
        return jar("") + File.pathSeparator + nativesJar();
    }

    private static String nativesJar() {
        return jar("-" + System.getProperty("headrace.integration.platform"));
    }

    private static String jar(String suffix) {
        return System.getProperty("headrace.integration.jar") + suffix + ".jar";
    }

    JavaCommand with(Object... options) {
        List.of(options).forEach(option -> words.add(option.toString()));
        return this;
    }

    /**
     * As {@code sh -c script sh COMMAND...} runs it, in a mount namespace of its own. Skips the test where the system
     * gives this user none: in a chroot, in Docker, under AppArmor.
     */
    JavaCommand inMounts(String script) throws IOException, InterruptedException {
        assumeTrue(hasMountNamespaces(), "no mount namespaces");
        words.addAll(0, List.of("sh", "-ec", script + "\nexec \"$@\"", "sh"));
        words.addAll(0, UNSHARE);
        return this;
    }

    private static boolean hasMountNamespaces() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(UNSHARE);
        command.add("true");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    /** For a run that the caller talks to. */
    ProcessBuilder builder() {
        return new ProcessBuilder(words).directory(folder.toFile());
    }

    /** Runs it by another command, which is given the words of this one. */
    JavaCommand under(List<String> command) {
        words.addAll(0, command);
        return this;
    }

    Result run() throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "out", ".txt");
        Path errors = Files.createTempFile(folder, "err", ".txt");
        Process process = builder()
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        Result result = new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
        assertThat(ended).as("ended: %s, %s", words, result).isTrue();
        assertThat(folder.resolve("hs_err.log")).doesNotExist();
        return result;
    }

    /** The native library as packaged, for tests that damage it. */
    static byte[] library() throws IOException {
        try (ZipFile jar = new ZipFile(nativesJar())) {
            ZipEntry library = jar.stream()
                    .filter(entry -> entry.getName().endsWith(System.mapLibraryName("headrace")))
                    .findFirst()
                    .orElseThrow();
            return jar.getInputStream(library).readAllBytes();
        }
    }

    /** A jar of one class of the tests, with attributes of its manifest. */
    static Path jarOf(Path folder, Class<?> type, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        String entry = type.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve(type.getSimpleName() + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(type.getClassLoader().getResourceAsStream(entry).readAllBytes());
        }
        return jar;
    }
}
