// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Changes packed for the next {@link Poller#await}, as {@code hr_change} lies in memory. Not thread-safe. */
public final class ChangeList {
    @Native
    private static final int SIZE = 24;

    @Native
    private static final int TOKEN = 8;

    @Native
    private static final int WAS = 16;

    @Native
    private static final int NOW = 18;

    @Native
    private static final int DOUBT = 20;

    @Native
    private static final int FLAGS = 22;

    private ByteBuffer bytes = allocate(64);
    private int count;

    public void add(long socket, long token, int was, int now, int doubt, int flags) {
        if ((count + 1) * SIZE > bytes.capacity()) {
            bytes = allocate(2 * count).put(bytes.clear());
        }
        int at = count++ * SIZE;
        bytes.putLong(at, socket);
        bytes.putLong(at + TOKEN, token);
        bytes.putShort(at + WAS, (short) was);
        bytes.putShort(at + NOW, (short) now);
        bytes.putShort(at + DOUBT, (short) doubt);
        bytes.putShort(at + FLAGS, (short) flags);
    }

    public int count() {
        return count;
    }

    public void clear() {
        count = 0;
    }

    public ByteBuffer bytes() {
        return bytes;
    }

    private static ByteBuffer allocate(int changes) {
        return ByteBuffer.allocateDirect(changes * SIZE).order(ByteOrder.nativeOrder());
    }
}
