// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static io.headrace.JvmRun.RESOURCES;
import static io.headrace.JvmRun.classes;
import static io.headrace.JvmRun.java;
import static io.headrace.JvmRun.path;
import static io.headrace.JvmRun.programs;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extracting the library from the class path, into folders that may not serve. */
class ExtractionTest {

    private static final String CLASS_PATH = path(classes(), programs(), RESOURCES);

    @TempDir
    Path root;

    private Path bad;
    private Path good;

    @BeforeEach
    void makeFolders() throws IOException {
        bad = Files.createDirectory(root.resolve("bad"));
        good = Files.createDirectory(root.resolve("good"));
    }

    @Test
    void nothingIsLeftBehindWhileTheLibraryIsInUse() throws Exception {
        assertThat(java("-Dio.headrace.tmpdir=" + good, "-Djava.io.tmpdir=" + bad)
                        .printsOn(CLASS_PATH, Report.class, good, bad))
                .startsWith("available: ")
                .contains("left: []\nleft: []");
    }

    @Test
    void aFolderWhereNothingMayBeExecutedIsPassedOver() throws Exception {
        passesOver("mount -t tmpfs -o noexec tmpfs " + bad);
    }

    @Test
    void aFullFolderIsPassedOver() throws Exception {
        passesOver("mount -t tmpfs -o size=16k tmpfs " + bad);
    }

    @Test
    void aReadOnlyFolderIsPassedOver() throws Exception {
        passesOver("mount -t tmpfs -o ro tmpfs " + bad);
    }

    @Test
    void aMissingFolderOfTheJvmIsPassedOver() throws Exception {
        Files.delete(bad);
        assertThat(java("-Djava.io.tmpdir=" + bad, "-Duser.home=" + good).printsOn(CLASS_PATH, Report.class, good))
                .contains("available: ")
                .contains("left: []");
    }

    private void passesOver(String mount) throws Exception {
        assertThat(java("-Dio.headrace.tmpdir=" + bad, "-Djava.io.tmpdir=" + good)
                        .withMounts(mount)
                        .printsOn(CLASS_PATH, Report.class, bad, good))
                .startsWith("available: ")
                .contains("left: []\nleft: []");
    }

    @Test
    void whereNoFolderServesEachIsNamedWithItsFault() throws Exception {
        Path full = Files.createDirectory(root.resolve("full"));
        String printed = java("-Dio.headrace.tmpdir=" + bad, "-Djava.io.tmpdir=" + full, "-Duser.home=/proc/self")
                .withMounts(
                        "mount -t tmpfs -o noexec tmpfs " + bad,
                        "mount -t tmpfs -o size=16k tmpfs " + full,
                        "mount -t tmpfs -o noexec tmpfs /dev/shm",
                        "unset XDG_RUNTIME_DIR XDG_CACHE_HOME")
                .printsOn(CLASS_PATH, Report.class, bad, full, "/dev/shm");
        assertThat(printed)
                .startsWith("unavailable: ")
                .contains("copied to " + bad + ": failed to map segment from shared object")
                .contains("copied to " + full + ": No space left on device")
                .contains("copied to /proc/self: no folder can be made in it: unwritable or full")
                .contains("copied to /dev/shm: failed to map segment")
                .contains("left: []\nleft: []\nleft: []");
    }

    @Test
    void jvmsThatExtractAtOnceDoNotMeet() throws Exception {
        List<JvmRun.Running> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(java("-Dio.headrace.tmpdir=" + good).start(CLASS_PATH, Report.class));
        }
        for (JvmRun.Running run : runs) {
            assertThat(JvmRun.end(run)).startsWith("available: ");
        }
        assertThat(good).isEmptyDirectory();
    }
}
