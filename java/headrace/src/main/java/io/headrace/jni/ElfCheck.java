// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.util.Map;

/**
 * Checks the libraries of Linux and FreeBSD.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/elf.5.html">elf(5)</a>
 */
final class ElfCheck implements LibraryCheck {

    private static final int HEADER_SIZE = 64;
    private static final long MAGIC = 0x464C457FL;
    private static final int CLASS_64 = 2;
    private static final int LITTLE_ENDIAN = 1;
    private static final int SHARED_OBJECT = 3;

    /** Types of sections: a table of strings, and one that has no bytes in the file. */
    private static final long STRTAB = 3;

    private static final long NOBITS = 8;

    /** Flag of a section that is mapped: of tables of strings, the one that the dynamic linker reads. */
    private static final long ALLOC = 2;

    /** All segments have bytes in the file. */
    private static final long NONE = -1;

    /** {@code e_machine} by {@link Platform#arch}. */
    private static final Map<String, Integer> MACHINES = Map.of("x86_64", 62, "aarch_64", 183);

    /** C libraries by the name in a library's list of what it needs. musl has another name on Alpine. */
    private static final Map<String, String> C_LIBRARIES = Map.of(
            "libc.so.6", "glibc",
            "libc.so", "musl",
            "libc.musl-x86_64.so.1", "musl",
            "libc.musl-aarch64.so.1", "musl",
            "libc.so.7", "FreeBSD's C library");

    @Override
    public void check(byte[] bytes, Platform platform) throws LibraryException {
        LibraryImage image = new LibraryImage(bytes, platform);
        image.requireHeader("an ELF", MAGIC, Integer.BYTES, HEADER_SIZE);
        image.expect("ELF class", image.unsignedByte(4), CLASS_64);
        image.expect("ELF byte order", image.unsignedByte(5), LITTLE_ENDIAN);
        image.expect("ELF machine", image.unsignedShort(18), MACHINES.get(platform.arch()));
        image.expect("ELF type", image.unsignedShort(16), SHARED_OBJECT);
        checkRanges(image);
        narrowNames(image);
        image.requireSymbol("");
        checkCLibrary(image, platform);
    }

    /** Requires that the tables of segments and sections, and what they list, lie within the file. */
    private static void checkRanges(LibraryImage image) throws LibraryException {
        checkTable(image, "segment", image.getLong(32), 54, 8, NONE);
        checkTable(image, "section", image.getLong(40), 58, 24, NOBITS);
    }

    /**
     * Requires that a table and its entries lie within the file. At {@code sizeAt} is the size of an entry, behind it
     * their number. Both kinds of entry have their length at offset 32. Those with {@code elsewhere} at offset 4 are
     * not in the file.
     */
    private static void checkTable(
            LibraryImage image, String noun, long table, int sizeAt, int offsetAt, long elsewhere)
            throws LibraryException {
        int entrySize = image.unsignedShort(sizeAt);
        int count = image.unsignedShort(sizeAt + Short.BYTES);
        image.requireRange("table of " + noun + "s", table, (long) entrySize * count);
        if (count > 0 && entrySize < 32 + Long.BYTES) {
            throw new LibraryException("has " + noun + " headers of " + entrySize + " bytes");
        }
        for (int i = 0; i < count; i++) {
            int entry = Math.toIntExact(table) + i * entrySize;
            if (image.unsignedInt(entry + 4) != elsewhere) {
                image.requireRange(noun + " " + i, image.getLong(entry + offsetAt), image.getLong(entry + 32));
            }
        }
    }

    /** Once the tables are checked. A file without sections is searched as a whole. */
    private static void narrowNames(LibraryImage image) {
        int table = (int) image.getLong(40);
        int entrySize = image.unsignedShort(58);
        for (int i = 0; i < image.unsignedShort(60); i++) {
            int section = table + i * entrySize;
            if (image.unsignedInt(section + 4) == STRTAB && (image.getLong(section + 8) & ALLOC) != 0) {
                image.narrowNamesTo(image.getLong(section + 24), image.getLong(section + 32));
            }
        }
    }

    private static void checkCLibrary(LibraryImage image, Platform platform) throws LibraryException {
        for (Map.Entry<String, String> library : C_LIBRARIES.entrySet()) {
            if (!library.getValue().equals(platform.cLibrary()) && image.hasName(library.getKey())) {
                throw new LibraryException(
                        "is linked with " + library.getValue() + ", this JVM runs on " + platform.cLibrary());
            }
        }
    }
}
