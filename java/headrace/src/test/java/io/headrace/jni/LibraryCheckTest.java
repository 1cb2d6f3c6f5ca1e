// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats other than that of the library under test, on images that have just what is looked at. */
class LibraryCheckTest {

    private static final byte[] SYMBOLS =
            ("\0_" + LibraryImage.SYMBOL + "\0" + LibraryImage.SYMBOL + "\0").getBytes(ISO_8859_1);

    /** All natives that this build has made. */
    private static final Path NATIVES = Path.of(System.getProperty("io.headrace.library.path"))
            .resolve("../../../..")
            .normalize();

    @ParameterizedTest
    @ValueSource(strings = {"osx", "windows"})
    void wholeImagePasses(String os) {
        assertThatCode(() -> check(image(os), os)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "osx, 0, 1, is not a 64-bit Mach-O file",
        "osx, 4, 12, 'is of another platform: Mach-O CPU type is 16777228, osx-x86_64 has 16777223'",
        "osx, 12, 2, 'is of another platform: Mach-O file type is 2, osx-x86_64 has 6'",
        "osx, 36, 8, has a load command 0 of 8 bytes",
        "osx, 80, 255, 'is truncated: segment of load command 0 has 255 bytes at 0, the file '",
        "osx, 16, 9, is truncated: load command 1 lies behind their table",
        "windows, 0, 1, is not a PE file",
        "windows, 64, 1, is not a PE file",
        "windows, 68, 1, 'is of another platform: PE machine is 34305, windows-x86_64 has 34404'",
        "windows, 87, 0, 'is of another platform: PE characteristic DLL is 0, windows-x86_64 has 8192'",
        "windows, 88, 1, 'is of another platform: PE magic is 513, windows-x86_64 has 523'",
        "windows, 108, 255, 'is truncated: section 0 has 255 bytes at 0, the file '"
    })
    void imageWithOneWrongByteIsRefusedNamingIt(String os, int index, int value, String message) {
        byte[] image = image(os);
        image[index] = (byte) value;
        refuses(image, os, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"osx", "windows"})
    void everyTruncationIsRefused(String os) {
        byte[] image = image(os);
        refuses(new byte[0], os, "is empty");
        for (int length = 4; length < image.length; length++) {
            refuses(Arrays.copyOf(image, length), os, "is truncated: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"osx", "windows"})
    void libraryOfSomebodyElseIsRefused(String os) {
        byte[] image = image(os);
        Arrays.fill(image, image.length - SYMBOLS.length, image.length, (byte) 'x');
        refuses(image, os, "is not Headrace's library: it has no function Java_io_headrace_jni_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"osx", "windows"})
    void noDamageOfTheTablesEndsInAnythingButARefusal(String os) {
        Random random = new Random(17);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = image(os);
            damaged[4 + random.nextInt(100)] = (byte) random.nextInt(256);
            damaged[4 + random.nextInt(100)] = (byte) random.nextInt(256);
            try {
                check(damaged, os);
            } catch (LibraryException e) {
                continue;
            }
        }
    }

    /** One platform in a plain build, all in that of the profile all-platforms. */
    @Test
    void everyLibraryThatWasBuiltPassesOnItsPlatformAlone() throws IOException, LibraryException {
        List<Platform> platforms = Platform.supported();
        try (Stream<Path> files = Files.walk(NATIVES)) {
            for (Path file : files.filter(LibraryCheckTest::isLibrary).toList()) {
                byte[] image = Files.readAllBytes(file);
                assertThat(platforms)
                        .filteredOn(platform -> passes(image, platform))
                        .extracting(Platform::name)
                        .containsExactly(file.getParent().getFileName().toString());
            }
        }
    }

    private static boolean isLibrary(Path file) {
        return file.getFileName().toString().matches("(lib)?headrace\\.(so|dylib|dll)");
    }

    private static boolean passes(byte[] image, Platform platform) {
        try {
            LibraryCheck.of(platform.os()).check(image, platform);
            return true;
        } catch (LibraryException e) {
            return false;
        }
    }

    private static byte[] image(String os) {
        return os.equals("osx") ? machO() : pe();
    }

    /** A header and one segment that is all of the file. */
    private static byte[] machO() {
        ByteBuffer image = ByteBuffer.allocate(32 + 72 + SYMBOLS.length).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(0, 0xFEEDFACF)
                .putInt(4, 0x01000007)
                .putInt(12, 6)
                .putInt(16, 1)
                .putInt(20, 72);
        image.putInt(32, 0x19).putInt(36, 72).putLong(32 + 48, image.capacity());
        return image.put(32 + 72, SYMBOLS).array();
    }

    /** A header at 64 with the shortest optional header, and one section that is all of the file. */
    private static byte[] pe() {
        ByteBuffer image =
                ByteBuffer.allocate(64 + 24 + 4 + 40 + SYMBOLS.length).order(ByteOrder.LITTLE_ENDIAN);
        image.putShort(0, (short) 0x5A4D).putInt(60, 64).putInt(64, 0x4550).putShort(68, (short) 0x8664);
        image.putShort(70, (short) 1)
                .putShort(84, (short) 4)
                .putShort(86, (short) 0x2000)
                .putShort(88, (short) 0x20B);
        image.putInt(92 + 16, image.capacity());
        return image.put(92 + 40, SYMBOLS).array();
    }

    private static void check(byte[] image, String os) throws LibraryException {
        LibraryCheck.of(os).check(image, new Platform(os, "x86_64", false));
    }

    private static void refuses(byte[] image, String os, String message) {
        assertThatThrownBy(() -> check(image, os))
                .isInstanceOf(LibraryException.class)
                .hasMessageStartingWith(message);
    }
}
