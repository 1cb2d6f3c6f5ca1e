// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static io.headrace.JvmRun.LIBRARY;
import static io.headrace.JvmRun.RESOURCES;
import static io.headrace.JvmRun.classes;
import static io.headrace.JvmRun.java;
import static io.headrace.JvmRun.path;
import static io.headrace.JvmRun.programs;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the native library is looked for, in which order, and what is said when it is nowhere. */
class LibrarySearchTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsLoadedByItsName() throws Exception {
        assertThat(java("-Dio.headrace.library.path=" + LIBRARY).prints(Report.class))
                .startsWith("available: ");
    }

    @Test
    void aFolderIsLookedInto() throws Exception {
        assertThat(java("-Dio.headrace.library.path=" + LIBRARY.getParent()).prints(Report.class))
                .startsWith("available: ");
    }

    @Test
    void whatTheUserNamesIsNotReplacedByAnotherLibrary() throws Exception {
        String printed = java("-Dio.headrace.library.path=" + folder, "-Djava.library.path=" + LIBRARY.getParent())
                .printsOn(path(classes(), programs(), RESOURCES), Report.class);
        assertThat(printed)
                .startsWith("unavailable: ")
                .contains(folder.resolve(LIBRARY.getFileName()) + ": cannot be read: there is no such file")
                .doesNotContain("java.library.path", "META-INF");
    }

    @Test
    void javaLibraryPathIsSearched() throws Exception {
        assertThat(java("-Djava.library.path=" + path(folder, LIBRARY.getParent()))
                        .prints(Report.class))
                .startsWith("available: ");
    }

    @Test
    void aBrokenLibraryOnJavaLibraryPathDoesNotHideTheNextOne() throws Exception {
        Files.createFile(folder.resolve(LIBRARY.getFileName()));
        assertThat(java("-Djava.library.path=" + path(folder, LIBRARY.getParent()))
                        .prints(Report.class))
                .startsWith("available: ");
    }

    @Test
    void theClassPathIsSearched() throws Exception {
        assertThat(java().printsOn(path(classes(), programs(), RESOURCES), Report.class))
                .startsWith("available: ");
    }

    @Test
    void theBootClassPathIsSearchedWhereTheClassesAreOnIt() throws Exception {
        assertThat(java("-Xbootclasspath/a:" + path(classes(), RESOURCES))
                        .printsOn(programs().toString(), Report.class))
                .startsWith("available: ");
    }

    @Test
    void classesOnTheBootClassPathFindTheLibraryOnTheClassPath() throws Exception {
        assertThat(java("-Xbootclasspath/a:" + classes()).printsOn(path(programs(), RESOURCES), Report.class))
                .startsWith("available: ");
    }

    @Test
    void aLibraryThatIsNowhereIsMissedInEveryPlace() throws Exception {
        assertThat(java("-Djava.library.path=" + folder).prints(Report.class))
                .startsWith("unavailable: no native library for ")
                .contains("java.library.path (" + folder + "): holds no " + LIBRARY.getFileName())
                .contains("class path: holds no META-INF/native/");
    }
}
