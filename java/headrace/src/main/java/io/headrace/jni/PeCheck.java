// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.util.Map;

/**
 * Checks the libraries of Windows.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/debug/pe-format">PE format</a>
 */
final class PeCheck implements LibraryCheck {

    private static final long MAGIC = 'M' | 'Z' << 8;
    private static final int DOS_HEADER_SIZE = 64;
    private static final long SIGNATURE = 'P' | 'E' << 8;
    private static final int FILE_HEADER_SIZE = 24;
    private static final int DLL = 0x2000;
    private static final int PE32_PLUS = 0x20B;
    private static final int SECTION_SIZE = 40;

    /** {@code Machine} by {@link Platform#arch}. */
    private static final Map<String, Integer> MACHINES = Map.of("x86_64", 0x8664);

    @Override
    public void check(byte[] bytes, Platform platform) throws LibraryException {
        LibraryImage image = new LibraryImage(bytes, platform);
        image.requireHeader("a PE", MAGIC, Short.BYTES, DOS_HEADER_SIZE);
        long header = image.unsignedInt(60);
        image.requireRange("PE header", header, FILE_HEADER_SIZE + Short.BYTES);
        int at = Math.toIntExact(header);
        LibraryImage.require(image.unsignedInt(at) == SIGNATURE, "is not a PE file");
        image.expect("PE machine", image.unsignedShort(at + 4), MACHINES.get(platform.arch()));
        image.expect("PE characteristic DLL", image.unsignedShort(at + 22) & DLL, DLL);
        image.expect("PE magic", image.unsignedShort(at + 24), PE32_PLUS);
        checkSections(image, header + FILE_HEADER_SIZE + image.unsignedShort(at + 20), image.unsignedShort(at + 6));
        image.requireSymbol("");
    }

    /** Requires that the table of sections, and what it lists, lie within the file. */
    private static void checkSections(LibraryImage image, long table, int count) throws LibraryException {
        image.requireRange("table of sections", table, (long) SECTION_SIZE * count);
        for (int i = 0; i < count; i++) {
            int section = Math.toIntExact(table) + i * SECTION_SIZE;
            image.requireRange("section " + i, image.unsignedInt(section + 20), image.unsignedInt(section + 16));
        }
    }
}
