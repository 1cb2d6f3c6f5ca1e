// SPDX-License-Identifier: Apache-2.0
package io.headrace.server.program;

import com.sun.management.ThreadMXBean;
import io.headrace.server.FrameDecoder;
import io.headrace.server.FrameEncoder;
import io.headrace.server.FrameHandler;
import io.headrace.server.Framing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;

/** Encodes frames and decodes them, cut at each byte. Prints what the thread has allocated meanwhile. */
public final class FramingAllocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FRAMES = 20;
    private static final int SIZE = 30;

    private final ByteBuffer stream = ByteBuffer.allocateDirect(FRAMES * (SIZE + 4));
    private final ByteBuffer frame = ByteBuffer.allocateDirect(SIZE);
    private final FrameEncoder encoder;
    private final FrameDecoder decoder;
    private final FrameHandler handler = this::take;
    private long taken;

    private FramingAllocation(Framing framing) {
        encoder = framing.newEncoder();
        decoder = framing.newDecoder();
    }

    private boolean take(ByteBuffer bytes) {
        taken += bytes.remaining();
        return true;
    }

    private void round() throws IOException {
        stream.clear();
        for (int i = 0; i < FRAMES; i++) {
            frame.clear();
            for (ByteBuffer part : encoder.encode(frame)) {
                stream.put(part);
            }
        }
        int end = stream.position();
        for (int cut = 0; cut <= end; cut++) {
            stream.limit(cut).position(0);
            decoder.decode(stream, handler);
            stream.limit(end);
            decoder.decode(stream, handler);
        }
        for (int i = 0; i < end; i++) {
            stream.limit(i + 1).position(i);
            decoder.decode(stream, handler);
        }
    }

    private long allocatedBy(int rounds) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            round();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** No arguments. */
    public static void main(String... arguments) throws IOException {
        Framing[] all = {
            Framing.lengthPrefix(2, 1000), Framing.delimiter(1000, (byte) '\r', (byte) '\n'), Framing.fixed(SIZE)
        };
        for (Framing framing : all) {
            FramingAllocation program = new FramingAllocation(framing);
            // links what is called, and makes the buffer for a frame that is cut
            program.allocatedBy(2);
            System.out.println("allocated " + program.allocatedBy(20));
            if (program.taken == 0) {
                throw new AssertionError("no frame was taken");
            }
        }
    }
}
