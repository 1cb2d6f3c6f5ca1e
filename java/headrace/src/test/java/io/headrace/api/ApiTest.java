// SPDX-License-Identifier: Apache-2.0
package io.headrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.config.Options;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import japicmp.output.stdout.StdoutOutputGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The public API of a module is what the skeletons in its folder api say, no more and no less. {@code
 * headrace.api.package} names the module by its package.
 */
class ApiTest {
    private static final Path BASELINE = Path.of("api");
    private static final Path CLASSES = Path.of("target", "classes");
    private static final String PACKAGE = System.getProperty("headrace.api.package", "io.headrace");
    private static final String MODULE = "java/" + Path.of("").toAbsolutePath().getFileName();
    private static final String FOLDER = PACKAGE.replace('.', '/') + "/";
    private static final String ADVICE = """
            The public API is not the one that MODULE/api records. docs/api-policy.md says what may change.
            To accept the change, run this, commit what it writes, and add a line to CHANGELOG.md:
                mvn -pl MODULE -am test -Dtest=ApiTest -Dheadrace.api.accept
            %s""".replace("MODULE", MODULE);

    @TempDir
    private Path compiled;

    @BeforeAll
    static void acceptIfAsked() throws Exception {
        if (!Boolean.getBoolean("headrace.api.accept")) {
            return;
        }
        for (Path old : files(BASELINE, ".java")) {
            Files.delete(old);
        }
        for (Path file : publicClasses()) {
            Class<?> type = classOf(file);
            if (type.getEnclosingClass() == null) {
                Files.writeString(BASELINE.resolve(type.getSimpleName() + ".java"), Skeleton.of(type));
            }
        }
    }

    /** By japicmp, which says of each difference whether it is compatible. */
    @Test
    void noClassOrMemberOfThePublicApiDiffersFromTheBaseline() throws Exception {
        compileBaseline();
        JApiCmpArchive before = archive(MODULE + "/api", files(compiled.resolve(FOLDER), ".class"));
        JApiCmpArchive now = archive("this build", publicClasses());
        List<JApiClass> changes = new JarArchiveComparator(new JarArchiveComparatorOptions())
                .compare(before, now).stream()
                        .filter(type -> type.getChangeStatus() != JApiChangeStatus.UNCHANGED)
                        .toList();
        assertThat(changes)
                .withFailMessage(() -> ADVICE.formatted(report(before, now, changes)))
                .isEmpty();
    }

    /** What japicmp does not see: a method that becomes deprecated. */
    @Test
    void theBaselineIsWhatAcceptingTheApiWrites() throws Exception {
        for (Path file : publicClasses()) {
            Class<?> type = classOf(file);
            if (type.getEnclosingClass() == null) {
                assertThat(BASELINE.resolve(type.getSimpleName() + ".java"))
                        .as(ADVICE, "")
                        .hasContent(Skeleton.of(type));
            }
        }
    }

    private static String report(JApiCmpArchive before, JApiCmpArchive now, List<JApiClass> changes) {
        Options options = Options.newDefault();
        options.setOldArchives(List.of(before));
        options.setNewArchives(List.of(now));
        options.setOutputOnlyModifications(true);
        return new StdoutOutputGenerator(options, changes).generate();
    }

    private void compileBaseline() throws IOException {
        Stream<String> options = Stream.of(
                "--release",
                "17",
                "-Xlint:-options",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                compiled.toString());
        Stream<String> sources = files(BASELINE, ".java").stream().map(Path::toString);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, Stream.concat(options, sources).toArray(String[]::new));
        assertThat(status).as("status of javac").isZero();
    }

    private static JApiCmpArchive archive(String name, List<Path> classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Path file : classes) {
                jar.putNextEntry(new ZipEntry(FOLDER + file.getFileName()));
                jar.write(Files.readAllBytes(file));
            }
        }
        return new JApiCmpArchive(bytes.toByteArray(), name, name);
    }

    private static List<Path> publicClasses() throws Exception {
        List<Path> found = new ArrayList<>();
        for (Path file : files(CLASSES.resolve(FOLDER), ".class")) {
            if (isPublished(classOf(file))) {
                found.add(file);
            }
        }
        return found;
    }

    private static boolean isPublished(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return (Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers()))
                && (enclosing == null || isPublished(enclosing));
    }

    private static Class<?> classOf(Path file) throws ClassNotFoundException {
        return Class.forName(PACKAGE + "." + file.getFileName().toString().replace(".class", ""));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
