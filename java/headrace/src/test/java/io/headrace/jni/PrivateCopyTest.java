// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateCopyTest {

    private static final byte[] IMAGE = {1, 2, 3};

    @TempDir
    Path place;

    @Test
    void copyHoldsTheImageAndIsNamedByItsHash() throws IOException {
        try (PrivateCopy copy = new PrivateCopy(place.toFile(), IMAGE)) {
            assertThat(copy.file()).hasBinaryContent(IMAGE);
            assertThat(copy.file().getName()).contains("headrace-55bc801d");
        }
    }

    @Test
    void nobodyElseMayEnterItsFolder() throws IOException {
        try (PrivateCopy copy = new PrivateCopy(place.toFile(), IMAGE)) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(copy.file().toPath().getParent())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void closingLeavesNothingBehind() throws IOException {
        new PrivateCopy(place.toFile(), IMAGE).close();
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void twoCopiesOfOneImageDoNotMeet() throws IOException {
        try (PrivateCopy first = new PrivateCopy(place.toFile(), IMAGE);
                PrivateCopy second = new PrivateCopy(place.toFile(), IMAGE)) {
            assertThat(second.file()).isNotEqualTo(first.file());
        }
    }

    @Test
    void folderThatNobodyCanWriteIntoIsRefused() {
        // root too
        assertThatIOException()
                .isThrownBy(() -> new PrivateCopy(new File("/proc/self"), IMAGE))
                .withMessage("no folder can be made in it: unwritable or full");
    }

    @Test
    void missingFolderIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> new PrivateCopy(place.resolve("missing").toFile(), IMAGE))
                .withMessage("no such folder");
    }

    @Test
    void theFolderThatTheUserNamesIsTriedFirst() {
        assertThat(PrivateCopy.places(place.toString()))
                .startsWith(place.toFile(), new File(System.getProperty("java.io.tmpdir")));
    }
}
