// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.nio.ByteBuffer;

/** Reads and writes {@code hr_descriptors} ({@code native/include/hr_pass.h}): descriptors that go with a message. */
public final class DescriptorList {
    /** The most that go with one message: SCM_MAX_FD of Linux. */
    @Native
    public static final int MOST = 253;

    @Native
    public static final int SIZE = 2032;

    @Native
    private static final int TRUNCATED = 4;

    @Native
    private static final int NUMBERS = 8;

    private DescriptorList() {}

    /** At most {@link #MOST}. */
    public static void write(ByteBuffer to, long[] numbers) {
        to.putInt(0, numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            to.putLong(NUMBERS + i * Long.BYTES, numbers[i]);
        }
    }

    public static long[] read(ByteBuffer from) {
        long[] numbers = new long[from.getInt(0)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = from.getLong(NUMBERS + i * Long.BYTES);
        }
        return numbers;
    }

    /** More were sent: the process had no room for them, and the system has closed them. */
    public static boolean isTruncated(ByteBuffer list) {
        return list.getInt(TRUNCATED) != 0;
    }
}
