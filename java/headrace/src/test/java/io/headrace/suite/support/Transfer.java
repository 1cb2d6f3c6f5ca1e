// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;

/** The ways in which bytes go through a channel: each is a system call of its own, or a copy more. */
public enum Transfer {
    HEAP {
        @Override
        public int read(ScatteringByteChannel channel, int room) throws IOException {
            return channel.read(ByteBuffer.allocate(room));
        }

        @Override
        public int write(GatheringByteChannel channel, int count) throws IOException {
            return channel.write(ByteBuffer.allocate(count));
        }
    },

    DIRECT {
        @Override
        public int read(ScatteringByteChannel channel, int room) throws IOException {
            return channel.read(ByteBuffer.allocateDirect(room));
        }

        @Override
        public int write(GatheringByteChannel channel, int count) throws IOException {
            return channel.write(ByteBuffer.allocateDirect(count));
        }
    },

    VECTOR {
        @Override
        public int read(ScatteringByteChannel channel, int room) throws IOException {
            return (int) channel.read(halves(room));
        }

        @Override
        public int write(GatheringByteChannel channel, int count) throws IOException {
            return (int) channel.write(halves(count));
        }
    };

    public abstract int read(ScatteringByteChannel channel, int room) throws IOException;

    public abstract int write(GatheringByteChannel channel, int count) throws IOException;

    private static ByteBuffer[] halves(int size) {
        return new ByteBuffer[] {ByteBuffer.allocateDirect(size / 2), ByteBuffer.allocate(size - size / 2)};
    }
}
