// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import io.headrace.os.SegmentHold;
import io.headrace.os.Sockets;
import java.nio.ByteBuffer;

/** The segments that the linker is given with a call: one of each arena. */
final class HeldBuffers implements SegmentHold {
    private final Sockets sockets;
    private final Object[] segments = new Object[HeldCalls.MOST];
    private final Object[] arenas = new Object[HeldCalls.MOST];
    private int count;

    HeldBuffers(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public boolean add(ByteBuffer view) {
        Object segment = HeldCalls.segment(view);
        Object arena = HeldCalls.arena(segment);
        for (int i = 0; i < count; i++) {
            if (arenas[i].equals(arena)) {
                return true;
            }
        }
        if (count == HeldCalls.MOST) {
            return false;
        }
        segments[count] = segment;
        arenas[count] = arena;
        count++;
        return true;
    }

    @Override
    public long transfer(int call, long socket, ByteBuffer vector, int length) {
        return HeldCalls.transfer(all(), call, socket, sockets.address(vector), length);
    }

    @Override
    public long await(long socket, int directions, long wake, long timeoutNanos) {
        return HeldCalls.await(all(), socket, directions, wake, timeoutNanos);
    }

    /** The functions take as many as there may be: the first one more than once. */
    private Object[] all() {
        for (int i = count; i < segments.length; i++) {
            segments[i] = segments[0];
        }
        return segments;
    }
}
