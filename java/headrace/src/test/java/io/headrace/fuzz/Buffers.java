// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Memory for transfers: the bytes of a stream depend on their place in it only. */
final class Buffers {
    static final int MOST = 300_000;

    private static final int GUARD = 8;
    private static final int PERIOD = 65_521;
    private static final byte[] PATTERN = pattern();
    private static final byte[] ZEROS = new byte[MOST + 4 * GUARD];

    /** How a buffer is made. */
    enum Form {
        HEAP,
        DIRECT,
        HEAP_SLICE,
        DIRECT_SLICE,
        HEAP_READ_ONLY,
        DIRECT_READ_ONLY;

        boolean isDirect() {
            return name().startsWith("DIRECT");
        }

        boolean isReadOnly() {
            return name().endsWith("READ_ONLY");
        }

        boolean isSlice() {
            return name().endsWith("SLICE");
        }
    }

    private static final Form[] WRITABLE = {Form.HEAP, Form.DIRECT, Form.HEAP_SLICE, Form.DIRECT_SLICE};

    private final ByteBuffer heap = ByteBuffer.allocate(MOST + 4 * GUARD);
    private final ByteBuffer direct = ByteBuffer.allocateDirect(MOST + 4 * GUARD);
    private final CRC32 crc = new CRC32();

    private static byte[] pattern() {
        byte[] bytes = new byte[PERIOD + MOST];
        for (int i = 0; i < bytes.length; i++) {
            int place = i % PERIOD;
            bytes[i] = (byte) (place * 31 + (place >> 8) + 1);
        }
        return bytes;
    }

    static Form writableForm(World world, Step step, int number) {
        Form form = WRITABLE[step.choose(number, WRITABLE.length)];
        world.say(form);
        return form;
    }

    /** One in 16 is read-only. */
    static Form inputForm(World world, Step step, int number) {
        Form form = step.choose(number, 16) == 0
                ? Form.values()[4 + step.choose(number + 1, 2)]
                : WRITABLE[step.choose(number + 1, WRITABLE.length)];
        world.say(form);
        return form;
    }

    static Form outputForm(World world, Step step, int number) {
        Form form = Form.values()[step.choose(number, Form.values().length)];
        world.say(form);
        return form;
    }

    /** The bytes of a stream from this place on. */
    ByteBuffer output(Form form, int size, long place) {
        ByteBuffer buffer = raw(form, size);
        buffer.put(buffer.position(), PATTERN, (int) (place % PERIOD), size);
        return finish(form, buffer);
    }

    ByteBuffer input(Form form, int size) {
        ByteBuffer buffer = raw(form, size);
        (form.isDirect() ? direct : heap).put(0, ZEROS, 0, size + 4 * GUARD);
        return finish(form, buffer);
    }

    private ByteBuffer raw(Form form, int size) {
        ByteBuffer all = form.isDirect() ? direct : heap;
        if (form.isSlice()) {
            return all.slice(GUARD, size + 2 * GUARD).position(1).limit(size + 1);
        }
        return all.duplicate().position(GUARD / 2).limit(size + GUARD / 2);
    }

    private static ByteBuffer finish(Form form, ByteBuffer buffer) {
        return form.isReadOnly() ? buffer.asReadOnlyBuffer() : buffer;
    }

    /** What is in and around the memory of an input, and where its position is. */
    String content(Form form, ByteBuffer buffer, int size) {
        crc.reset();
        crc.update((form.isDirect() ? direct : heap).duplicate().position(0).limit(size + 4 * GUARD));
        return buffer.position() + "/" + buffer.limit() + " " + Long.toHexString(crc.getValue());
    }

    /** A gather's or a scatter's: one behind the other in memory, with a gap after each. */
    ByteBuffer[] parts(Form form, int[] sizes, long place, boolean output) {
        ByteBuffer all = form.isDirect() ? direct : heap;
        all.put(0, ZEROS, 0, Arrays.stream(sizes).sum() + sizes.length + 4 * GUARD);
        ByteBuffer[] parts = new ByteBuffer[sizes.length];
        int at = GUARD;
        long from = place;
        for (int i = 0; i < sizes.length; i++) {
            ByteBuffer part = all.duplicate().position(at).limit(at + sizes[i]);
            if (output) {
                part.put(at, PATTERN, (int) (from % PERIOD), sizes[i]);
            }
            parts[i] = finish(form, part);
            at += sizes[i] + 1;
            from += sizes[i];
        }
        return parts;
    }

    String content(Form form, ByteBuffer[] parts, int size) {
        crc.reset();
        crc.update((form.isDirect() ? direct : heap).duplicate().position(0).limit(size + 4 * GUARD));
        return positions(parts) + Long.toHexString(crc.getValue());
    }

    static String positions(ByteBuffer[] parts) {
        StringBuilder positions = new StringBuilder();
        for (ByteBuffer part : parts) {
            positions.append(part.position()).append(' ');
        }
        return positions.toString();
    }
}
