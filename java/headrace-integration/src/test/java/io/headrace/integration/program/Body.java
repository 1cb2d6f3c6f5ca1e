// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * A body that both ends can make by themselves: {@code size} bytes that depend on the seed and on where they stand. A
 * byte lost, doubled, swapped or taken from another body shows.
 */
public final class Body extends InputStream {

    private final long seed;
    private final long size;
    private long position;
    private long word;

    public Body(long seed, long size) {
        this.seed = seed;
        this.size = size;
    }

    public static byte[] bytes(long seed, int size) {
        return new Body(seed, size).readAllBytes();
    }

    /** Compares the rest of this body with a stream, to the end of both. */
    public void requireEqual(InputStream actual) throws IOException {
        byte[] chunk = new byte[1 << 16];
        for (int n; (n = actual.read(chunk)) >= 0; ) {
            requireNext(chunk, n);
        }
        requireEnd();
    }

    /** Compares the next bytes of this body with what came. */
    public void requireNext(byte[] actual, int length) throws Difference {
        byte[] expected = new byte[(int) Math.min(length, remaining())];
        read(expected, 0, expected.length);
        int differs = Arrays.mismatch(expected, 0, expected.length, actual, 0, length);
        if (differs >= 0) {
            throw new Difference("%s differs at byte %d".formatted(this, position - expected.length + differs));
        }
    }

    public void requireEnd() throws Difference {
        if (remaining() > 0) {
            throw new Difference("%s ended after %d bytes".formatted(this, position));
        }
    }

    public long seed() {
        return seed;
    }

    public long size() {
        return size;
    }

    public long remaining() {
        return size - position;
    }

    @Override
    public int read() {
        return position == size ? -1 : next() & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        int n = (int) Math.min(length, remaining());
        for (int i = offset; i < offset + n; i++) {
            target[i] = next();
        }
        return n == 0 && length > 0 ? -1 : n;
    }

    @Override
    public byte[] readAllBytes() {
        byte[] all = new byte[Math.toIntExact(remaining())];
        read(all, 0, all.length);
        return all;
    }

    private byte next() {
        if ((position & 7) == 0) {
            word = mixed(seed * 0x9e3779b97f4a7c15L + (position >>> 3));
        }
        position++;
        byte b = (byte) word;
        word >>>= 8;
        return b;
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    @Override
    public String toString() {
        return "body of %d bytes, seed %d,".formatted(size, seed);
    }

    /** The bytes that came are not those of the body. */
    public static final class Difference extends IOException {
        private static final long serialVersionUID = 1;

        Difference(String message) {
            super(message);
        }
    }
}
