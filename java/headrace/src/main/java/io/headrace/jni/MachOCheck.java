// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.util.Map;

/**
 * Checks the libraries of macOS.
 *
 * @see <a href="https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h">
 *     mach-o/loader.h</a>
 */
final class MachOCheck implements LibraryCheck {

    private static final long MAGIC_64 = 0xFEEDFACFL;
    private static final int HEADER_SIZE = 32;
    private static final int DYNAMIC_LIBRARY = 6;
    private static final int SEGMENT_64 = 0x19;
    private static final int COMMAND_SIZE = 8;
    private static final int SEGMENT_SIZE = 72;

    /** {@code cputype} by {@link Platform#arch}. */
    private static final Map<String, Long> CPU_TYPES = Map.of("x86_64", 0x0100_0007L, "aarch_64", 0x0100_000CL);

    @Override
    public void check(byte[] bytes, Platform platform) throws LibraryException {
        LibraryImage image = new LibraryImage(bytes, platform);
        image.requireHeader("a 64-bit Mach-O", MAGIC_64, Integer.BYTES, HEADER_SIZE);
        image.expect("Mach-O CPU type", image.unsignedInt(4), CPU_TYPES.get(platform.arch()));
        image.expect("Mach-O file type", image.unsignedInt(12), DYNAMIC_LIBRARY);
        checkCommands(image);
        image.requireSymbol("_");
    }

    /** Requires that the load commands, and the segments that they list, lie within the file. */
    private static void checkCommands(LibraryImage image) throws LibraryException {
        long count = image.unsignedInt(16);
        long end = HEADER_SIZE + image.unsignedInt(20);
        image.requireRange("table of load commands", HEADER_SIZE, end - HEADER_SIZE);
        long command = HEADER_SIZE;
        for (long i = 0; i < count; i++) {
            LibraryImage.require(
                    command + COMMAND_SIZE <= end, "is truncated: load command " + i + " lies behind their table");
            int at = Math.toIntExact(command);
            long size = image.unsignedInt(at + 4);
            boolean segment = image.unsignedInt(at) == SEGMENT_64;
            LibraryImage.require(
                    size >= (segment ? SEGMENT_SIZE : COMMAND_SIZE) && size <= end - command,
                    "has a load command " + i + " of " + size + " bytes");
            if (segment) {
                image.requireRange("segment of load command " + i, image.getLong(at + 40), image.getLong(at + 48));
            }
            command += size;
        }
    }
}
