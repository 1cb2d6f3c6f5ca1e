// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static io.headrace.JvmRun.LIBRARY;
import static io.headrace.JvmRun.PROVIDER;
import static io.headrace.JvmRun.RESOURCES;
import static io.headrace.JvmRun.classes;
import static io.headrace.JvmRun.java;
import static io.headrace.JvmRun.path;
import static io.headrace.JvmRun.programs;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first use of Headrace in a JVM: by many threads, in two class loaders, under an application's file system. */
class FirstUseTest {

    @TempDir
    Path tmpdir;

    public static final class ManyThreads {

        private static final int THREADS = 16;

        private ManyThreads() {}

        public static void main(String[] arguments) throws Exception {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            List<Future<Class<?>>> opened = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                opened.add(threads.submit(() -> {
                    start.await();
                    return Selector.open().getClass();
                }));
            }
            for (Future<Class<?>> selector : opened) {
                System.out.println(selector.get());
            }
            threads.shutdown();
        }
    }

    /** Headrace twice in a JVM; the arguments are the class path of both. */
    public static final class TwoLoaders {

        private TwoLoaders() {}

        public static void main(String[] classPath) throws Exception {
            URL[] urls = new URL[classPath.length];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = Path.of(classPath[i]).toUri().toURL();
            }
            for (int i = 0; i < 2; i++) {
                ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
                loader.loadClass(Report.class.getName())
                        .getMethod("main", String[].class)
                        .invoke(null, (Object) new String[0]);
            }
        }
    }

    @Test
    void manyThreadsAtOnceGetTheSameHeadrace() throws Exception {
        String printed = java(PROVIDER, "-Dio.headrace.tmpdir=" + tmpdir)
                .printsOn(path(classes(), programs(), RESOURCES), ManyThreads.class);
        assertThat(printed.lines()).hasSize(16).containsOnly("class io.headrace.nio.selector.ReadinessSelector");
        assertThat(tmpdir).isEmptyDirectory();
    }

    @Test
    void twoClassLoadersLoadTheLibraryFromTheClassPath() throws Exception {
        String printed = java("-Dio.headrace.tmpdir=" + tmpdir)
                .printsOn(programs().toString(), TwoLoaders.class, classes(), programs(), RESOURCES);
        assertThat(printed.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("available: "));
        assertThat(tmpdir).isEmptyDirectory();
    }

    @Test
    void twoClassLoadersLoadTheFileThatTheUserNames() throws Exception {
        String printed = java("-Dio.headrace.library.path=" + LIBRARY)
                .printsOn(programs().toString(), TwoLoaders.class, classes(), programs());
        assertThat(printed.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("available: "));
    }

    /** Makes paths and selectors, each of which may need the other. */
    public static final class SelectorsAndPaths {

        private SelectorsAndPaths() {}

        public static void main(String[] first) throws IOException {
            SelectingFileSystem.beginSelecting();
            if (first[0].equals("selector")) {
                Selector.open().close();
            }
            Path path = Path.of("file");
            System.out.println("made " + path + " and " + Selector.open().getClass());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "selector"})
    void aDefaultFileSystemThatOpensSelectorsDoesNotComeBackToItself(String first) throws Exception {
        assertThat(underSelectingFileSystem("-Dio.headrace.library.path=" + LIBRARY, first))
                .contains("made file and class io.headrace.nio.selector.ReadinessSelector");
    }

    /** In JDK 17 every search of the class path makes a path, of the runtime image. */
    @ParameterizedTest
    @ValueSource(strings = {"path", "selector"})
    @EnabledForJreRange(minVersion = 25)
    void norWhereTheLibraryIsOnTheClassPath(String first) throws Exception {
        assertThat(underSelectingFileSystem("-Djava.library.path=" + tmpdir, first))
                .contains("made file and class io.headrace.nio.selector.ReadinessSelector");
    }

    private static String underSelectingFileSystem(String option, String first) throws Exception {
        return java(
                        PROVIDER,
                        option,
                        "-Djava.nio.file.spi.DefaultFileSystemProvider=" + SelectingFileSystemProvider.class.getName())
                .printsOn(path(classes(), programs(), RESOURCES), SelectorsAndPaths.class, first);
    }
}
