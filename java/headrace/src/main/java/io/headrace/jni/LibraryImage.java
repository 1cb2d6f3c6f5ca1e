// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a file that may be a library. All platforms are little-endian. Every doubt is an exception. */
final class LibraryImage {

    /** A function of every Headrace library, by the name under which the JVM looks it up. */
    static final String SYMBOL = "Java_io_headrace_jni_NativeTransport_seamVersion";

    private final ByteBuffer bytes;

    /** What names are sought in. */
    private String text;

    private final String platform;

    LibraryImage(byte[] image, Platform platform) {
        bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        text = new String(image, StandardCharsets.ISO_8859_1);
        this.platform = platform.name();
    }

    int unsignedByte(int index) {
        return Byte.toUnsignedInt(bytes.get(index));
    }

    int unsignedShort(int index) {
        return Short.toUnsignedInt(bytes.getShort(index));
    }

    long unsignedInt(int index) {
        return Integer.toUnsignedLong(bytes.getInt(index));
    }

    long getLong(int index) {
        return bytes.getLong(index);
    }

    /** Requires that the file begins as this format does, and has a whole header. */
    void requireHeader(String format, long magic, int magicBytes, int headerSize) throws LibraryException {
        int size = bytes.capacity();
        require(size > 0, "is empty");
        boolean known = size >= Integer.BYTES && (unsignedInt(0) & (1L << 8 * magicBytes) - 1) == magic;
        require(known, "is not " + format + " file");
        require(size >= headerSize, "is truncated: " + size + " bytes do not hold " + format + " header");
    }

    void expect(String what, long found, long expected) throws LibraryException {
        if (found != expected) {
            throw new LibraryException(
                    "is of another platform: " + what + " is " + found + ", " + platform + " has " + expected);
        }
    }

    void requireRange(String what, long offset, long size) throws LibraryException {
        long end = bytes.capacity();
        if (offset < 0 || size < 0 || offset > end || size > end - offset) {
            throw new LibraryException("is truncated: " + what + " has " + Long.toUnsignedString(size) + " bytes at "
                    + Long.toUnsignedString(offset) + ", the file " + end);
        }
    }

    /** Requires the function {@link #SYMBOL}; the format puts this prefix before its name. */
    void requireSymbol(String prefix) throws LibraryException {
        require(hasName(prefix + SYMBOL), "is not Headrace's library: it has no function " + SYMBOL);
    }

    /** Names are in this part of the file only, which lies within it: a JVM that starts has no time for all of it. */
    void narrowNamesTo(long offset, long size) {
        text = new String(bytes.array(), (int) offset, (int) size, StandardCharsets.ISO_8859_1);
    }

    /** In a table of strings each name lies between zero bytes. */
    boolean hasName(String name) {
        return text.contains("\0" + name + "\0");
    }

    static void require(boolean condition, String otherwise) throws LibraryException {
        if (!condition) {
            throw new LibraryException(otherwise);
        }
    }
}
