// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Tells whether a file may be given to the dynamic linker, which trusts what it maps: past the end of a truncated file waits a
 * SIGBUS, and the initialisers of a foreign library run before anybody can ask what it is.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/elf.5.html">elf(5)</a>
 */
final class ElfCheck {

    /** In every library of Headrace; the JVM looks the function up by this name. */
    static final String SYMBOL = "Java_io_headrace_jni_NativeTransport_seamVersion";

    private static final int HEADER_SIZE = 64;
    private static final int MAGIC = 0x464C457F;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int SHARED_OBJECT = 3;
    private static final int SECTION_NOBITS = 8;

    /** {@code e_machine} by our name of the architecture. */
    private static final Map<String, Integer> MACHINES = Map.of("x86_64", 62, "aarch_64", 183);

    private final ByteBuffer image;
    private final Platform platform;

    private ElfCheck(byte[] image, Platform platform) {
        this.image = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        this.platform = platform;
    }

    /** @throws LibraryException the image is not Headrace's library for this platform, or not all of it */
    static void check(byte[] image, Platform platform) throws LibraryException {
        ElfCheck check = new ElfCheck(image, platform);
        check.checkHeader();
        check.checkRanges();
        check.checkNames();
    }

    private void checkHeader() throws LibraryException {
        int size = image.capacity();
        require(size > 0, "is empty");
        require(size >= Integer.BYTES && image.getInt(0) == MAGIC, "is not an ELF file");
        require(size >= HEADER_SIZE, "is truncated: " + size + " bytes do not hold an ELF header");
        expect("ELF class", image.get(4), CLASS_64);
        expect("ELF byte order", image.get(5), LITTLE_ENDIAN);
        expect("ELF machine", unsignedShort(18), MACHINES.get(platform.arch()));
        expect("ELF type", unsignedShort(16), SHARED_OBJECT);
    }

    /** That the tables of segments and sections, and what they list, lie within the file. */
    private void checkRanges() throws LibraryException {
        checkTable("segment", image.getLong(32), unsignedShort(54), unsignedShort(56), 8, 32, entry -> true);
        checkTable(
                "section",
                image.getLong(40),
                unsignedShort(58),
                unsignedShort(60),
                24,
                32,
                entry -> image.getInt(entry + 4) != SECTION_NOBITS);
    }

    private void checkTable(
            String noun, long table, int entrySize, int count, int offsetAt, int sizeAt, Predicate<Integer> inFile)
            throws LibraryException {
        checkRange("table of " + noun + "s", table, (long) entrySize * count);
        require(count == 0 || entrySize >= sizeAt + Long.BYTES, "has " + noun + " headers of " + entrySize + " bytes");
        for (int i = 0; i < count; i++) {
            int entry = Math.toIntExact(table) + i * entrySize;
            if (inFile.test(entry)) {
                checkRange(noun + " " + i, image.getLong(entry + offsetAt), image.getLong(entry + sizeAt));
            }
        }
    }

    private void checkRange(String what, long offset, long size) throws LibraryException {
        long end = image.capacity();
        require(
                offset >= 0 && size >= 0 && offset <= end && size <= end - offset,
                "is truncated: " + what + " has " + Long.toUnsignedString(size) + " bytes at "
                        + Long.toUnsignedString(offset) + ", the file " + end);
    }

    /** Names in the dynamic string table lie between zeros. */
    private void checkNames() throws LibraryException {
        String text = new String(image.array(), StandardCharsets.ISO_8859_1);
        require(text.contains("\0" + SYMBOL + "\0"), "is not Headrace's library: it has no function " + SYMBOL);
        boolean glibc = text.contains("\0libc.so.6\0");
        boolean musl = text.contains("\0libc.so\0") || text.contains("\0libc.musl-");
        if (platform.musl()) {
            require(!glibc, "is linked with glibc, this JVM runs on musl");
        } else {
            require(!musl, "is linked with musl, this JVM does not run on it");
        }
    }

    private int unsignedShort(int index) {
        return Short.toUnsignedInt(image.getShort(index));
    }

    private void expect(String what, int found, int expected) throws LibraryException {
        require(
                found == expected,
                "is of another platform: " + what + " is " + found + ", " + platform.name() + " has " + expected);
    }

    private static void require(boolean condition, String otherwise) throws LibraryException {
        if (!condition) {
            throw new LibraryException(otherwise);
        }
    }
}
