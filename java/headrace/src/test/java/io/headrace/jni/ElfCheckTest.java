// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the library under test; tests change one thing of it each. */
class ElfCheckTest {

    private Platform platform;
    private byte[] image;

    @BeforeEach
    void readTheLibrary() throws IOException, LibraryException {
        platform = Platform.current();
        image = Files.readAllBytes(
                Path.of(System.getProperty("io.headrace.library.path"), System.mapLibraryName("headrace")));
    }

    @Test
    void libraryUnderTestPasses() {
        assertThatCode(() -> new ElfCheck().check(image, platform)).doesNotThrowAnyException();
    }

    @Test
    void emptyFileIsRefused() {
        refuses(new byte[0], "is empty");
    }

    @Test
    void textIsRefused() {
        refuses("#!/bin/sh\nexec true\n".getBytes(StandardCharsets.US_ASCII), "is not an ELF file");
    }

    @Test
    void everyTruncationIsRefused() {
        for (int length = 64; length < image.length; length += 97) {
            refuses(Arrays.copyOf(image, length), "is truncated: ");
        }
        refuses(Arrays.copyOf(image, image.length - 1), "is truncated: ");
        refuses(Arrays.copyOf(image, 63), "is truncated: 63 bytes do not hold an ELF header");
    }

    @Test
    void truncationIsSeenByTheSegmentsWhereThereAreNoSections() {
        fields().putShort(60, (short) 0);
        for (int length = image.length / 4; length < image.length * 3 / 4; length += 997) {
            refuses(Arrays.copyOf(image, length), "is truncated: ");
        }
    }

    @Test
    void sizeThatOverflowsIsRefused() {
        ByteBuffer fields = fields();
        int firstSegment = (int) fields.getLong(32);
        fields.putLong(firstSegment + 8, 64).putLong(firstSegment + 32, Long.MAX_VALUE);
        refuses(image, "is truncated: segment 0 has 9223372036854775807 bytes at 64, the file " + image.length);
    }

    @Test
    void headersTooShortForTheirFieldsAreRefused() {
        fields().putLong(40, image.length - 8).putShort(58, (short) 8).putShort(60, (short) 1);
        refuses(image, "has section headers of 8 bytes");
    }

    private ByteBuffer fields() {
        return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @CsvSource({"4, 1, ELF class is 1", "5, 2, ELF byte order is 2", "18, 3, ELF machine is 3", "16, 2, ELF type is 2"})
    void fileOfAnotherPlatformIsRefusedNamingWhatDiffers(int index, byte value, String message) {
        image[index] = value;
        refuses(image, "is of another platform: " + message + ", " + platform.name() + " has ");
    }

    @Test
    void libraryOfSomebodyElseIsRefused() throws IOException {
        byte[] other =
                Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip")));
        refuses(other, "is not Headrace's library: it has no function Java_io_headrace_jni_");
    }

    @Test
    void libraryOfTheOtherCLibraryIsRefused() {
        Platform other = new Platform(platform.os(), platform.arch(), !platform.musl());
        assertThatThrownBy(() -> new ElfCheck().check(image, other))
                .isInstanceOf(LibraryException.class)
                .hasMessageStartingWith("is linked with " + (platform.musl() ? "musl" : "glibc"));
    }

    @Test
    void noDamageOfTheTablesEndsInAnythingButARefusal() {
        Random random = new Random(17);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = image.clone();
            damaged[16 + random.nextInt(48)] = (byte) random.nextInt(256);
            damaged[64 + random.nextInt(600)] = (byte) random.nextInt(256);
            try {
                new ElfCheck().check(damaged, platform);
            } catch (LibraryException e) {
                continue;
            }
        }
    }

    private void refuses(byte[] refused, String message) {
        assertThatThrownBy(() -> new ElfCheck().check(refused, platform))
                .isInstanceOf(LibraryException.class)
                .hasMessageStartingWith(message);
    }
}
