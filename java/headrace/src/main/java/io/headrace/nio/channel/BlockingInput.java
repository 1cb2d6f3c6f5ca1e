// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.nio.parking.DescriptorWaits;
import io.headrace.os.Memory;
import io.headrace.os.Poller;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How the input of a channel in blocking mode asks the system and waits, in turns. Where the last operation had to
 * wait the next one waits first: it is spared a vain question. A virtual thread, whose poller tells of each change,
 * waits first where the last read has emptied the socket. Guarded by the handle's read lock.
 */
public final class BlockingInput {
    /** Of an attempt: there was nothing. */
    public static final int WOULD_BLOCK = Integer.MIN_VALUE;

    /** Then one asks first again: a wait for what is there already costs twice a vain question. */
    private static final int MOST_WAITS_FIRST = 8;

    /** What there is to ask for. */
    public interface Source {
        /** Asks the system once, into one buffer or into some of several. */
        long attempt(ByteBuffer buffer, ByteBuffer[] buffers, int from, int to) throws IOException;

        /** Nothing comes any more, although the channel is open. */
        default boolean isShut() {
            return false;
        }
    }

    private final Endpoint endpoint;
    private int waitsFirst;

    public BlockingInput(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** {@link #WOULD_BLOCK} where the channel was closed or the source shut before there was anything. */
    public long take(Source source, ByteBuffer buffer, ByteBuffer[] buffers, int from, int to, Deadline deadline)
            throws IOException {
        DescriptorWaits parking = endpoint.waiters.ofVirtualThread();
        boolean wait = (parking == null ? waitsFirst > 0 : parking.isDrained()) && onlyDataEnds(buffer, buffers);
        long n = WOULD_BLOCK;
        while (n == WOULD_BLOCK && endpoint.owner.isOpen() && !source.isShut()) {
            if (wait) {
                ensureAlive(buffer);
                if (parking == null || !parking.await(Poller.READ, deadline.left())) {
                    endpoint.awaitInSystem(Poller.READ, deadline.left(), buffer, buffers, from, to);
                }
            } else {
                n = source.attempt(buffer, buffers, from, to);
                if (n == WOULD_BLOCK) {
                    deadline.check();
                }
                if (parking == null) {
                    countWaitsFirst(n == WOULD_BLOCK);
                } else {
                    parking.received(n == WOULD_BLOCK || isShort(n, buffer));
                }
            }
            wait = !wait;
        }
        return n;
    }

    private void countWaitsFirst(boolean inVain) {
        if (inVain) {
            waitsFirst = MOST_WAITS_FIRST;
        } else if (waitsFirst > 0) {
            waitsFirst--;
        }
    }

    /** Whether the system had no more, where the room of the buffer tells that. */
    private static boolean isShort(long n, ByteBuffer buffer) {
        return n > 0 && buffer != null && buffer.hasRemaining() && n < Memory.LARGEST && !MappedMemory.isIn(buffer);
    }

    /** Not where an attempt answers at once without data, as it does where there is no room. */
    private static boolean onlyDataEnds(ByteBuffer buffer, ByteBuffer[] buffers) {
        return buffers == null && (buffer == null || buffer.hasRemaining());
    }

    /** As an attempt would throw. */
    private static void ensureAlive(ByteBuffer buffer) {
        if (buffer != null && buffer.isDirect()) {
            Buffers.ensureAlive(buffer);
        }
    }
}
