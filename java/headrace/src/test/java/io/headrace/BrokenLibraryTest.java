// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static io.headrace.JvmRun.LIBRARY;
import static io.headrace.JvmRun.java;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A library that is not ours, or not all there, is a clear cause and never the end of the JVM. */
class BrokenLibraryTest {

    @TempDir
    Path folder;

    @Test
    void anEmptyFile() throws Exception {
        refuses(new byte[0], "is empty");
    }

    @Test
    void garbage() throws Exception {
        refuses("this is no library".getBytes(), "is not an ELF file");
    }

    /** The dynamic linker maps what the tables promise: reading past the end of the file is a SIGBUS. */
    @ParameterizedTest
    @ValueSource(ints = {10, 63, 64, 1000, 4096, 5000, 8192, 12_288, 16_384, 20_480})
    void aTruncatedFile(int length) throws Exception {
        byte[] image = Files.readAllBytes(LIBRARY);
        assertThat(image.length).isGreaterThan(length);
        refuses(Arrays.copyOf(image, length), "is truncated: ");
    }

    @Test
    void aFileOfAnotherArchitecture() throws Exception {
        byte[] image = Files.readAllBytes(LIBRARY);
        image[18] = 8;
        refuses(image, "is of another platform: ELF machine is 8, ");
    }

    @Test
    void theLibraryOfSomebodyElse() throws Exception {
        Path other = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));
        refuses(Files.readAllBytes(other), "is not Headrace's library: ");
    }

    @Test
    void aLibraryOfAnotherVersion() throws Exception {
        Path source = Files.writeString(
                folder.resolve("seam.c"), "int Java_io_headrace_jni_NativeTransport_seamVersion(void) { return 99; }");
        Path library = folder.resolve("libother.so");
        assumeTrue(compiles(source, library), "no C compiler");
        refuses(Files.readAllBytes(library), "is of another version: its seam is 99, that of the classes 1");
    }

    private static boolean compiles(Path source, Path library) throws InterruptedException {
        try {
            ProcessBuilder compiler =
                    new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString());
            return compiler.inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aFileThatIsNone() throws Exception {
        assertThat(java("-Dio.headrace.library.path=/dev/zero").prints(Report.class))
                .startsWith("unavailable: ")
                .contains("/dev/zero: cannot be read: it is not a file");
    }

    private void refuses(byte[] image, String cause) throws Exception {
        Path file = Files.write(folder.resolve("broken.so"), image);
        assertThat(java("-Dio.headrace.library.path=" + file).prints(Report.class))
                .startsWith("unavailable: ")
                .contains(file + ": " + cause);
    }
}
