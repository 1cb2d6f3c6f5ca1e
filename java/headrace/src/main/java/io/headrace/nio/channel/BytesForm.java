// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.BpfProgram;
import io.headrace.nio.channel.OptionTable.Row;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Options whose value is bytes in the seam. */
enum BytesForm implements OptionForm {
    /** UTF-8; IFNAMSIZ and TCP_CA_NAME_MAX of Linux are 16. */
    NAME(16) {
        @Override
        public Object value(Sockets sockets, Row row, ByteBuffer memory, long result) {
            byte[] name = new byte[(int) result];
            memory.get(0, name);
            return new String(name, StandardCharsets.UTF_8);
        }

        @Override
        int put(Row row, Object value, ByteBuffer memory) {
            byte[] name = ((String) value).getBytes(StandardCharsets.UTF_8);
            if (name.length >= size() || ((String) value).indexOf(0) >= 0) {
                throw refused(row, value, "names of less than " + size() + " bytes");
            }
            memory.put(0, name);
            return name.length;
        }
    },

    /** Bytes a second; -1 is without limit. */
    RATE(Long.BYTES) {
        @Override
        public Object value(Sockets sockets, Row row, ByteBuffer memory, long result) {
            if (result == Long.BYTES) {
                return memory.getLong(0);
            }
            int narrow = memory.getInt(0);
            return narrow == -1 ? -1L : Integer.toUnsignedLong(narrow);
        }

        @Override
        int put(Row row, Object value, ByteBuffer memory) {
            if ((Long) value < -1) {
                throw refused(row, value, "-1 and more");
            }
            memory.putLong(0, (Long) value);
            return Long.BYTES;
        }
    },

    /** struct sock_filter of Linux, once for each instruction. */
    FILTER(BpfProgram.MOST_INSTRUCTIONS * 8) {
        @Override
        public long read(Sockets sockets, long descriptor, int family, Row row, ByteBuffer memory) {
            // Whether the platform has it; the system lets nobody read it.
            long answer = sockets.setOptionBytes(NO_SOCKET, family, row.number(), memory, 0);
            return OsError.kind(answer) == OsError.UNSUPPORTED ? answer : 0;
        }

        @Override
        public Object value(Sockets sockets, Row row, ByteBuffer memory, long result) throws SocketException {
            throw new SocketException(
                    "Attempt to get write only option " + row.option().name());
        }

        @Override
        int put(Row row, Object value, ByteBuffer memory) {
            int end = 0;
            for (BpfProgram.Instruction each : ((BpfProgram) value).instructions()) {
                memory.putShort(end, (short) each.code());
                memory.put(end + 2, (byte) each.jumpTrue());
                memory.put(end + 3, (byte) each.jumpFalse());
                memory.putInt(end + 4, each.k());
                end += 8;
            }
            return end;
        }
    };

    private static final long NO_SOCKET = -1;

    private final int size;

    BytesForm(int size) {
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long read(Sockets sockets, long descriptor, int family, Row row, ByteBuffer memory) {
        return sockets.getOptionBytes(descriptor, family, row.number(), memory, size);
    }

    @Override
    public long write(Sockets sockets, long descriptor, int family, Row row, Object value, ByteBuffer memory) {
        return sockets.setOptionBytes(descriptor, family, row.number(), memory, put(row, value, memory));
    }

    /** Writes a value to the memory. Returns its length. */
    abstract int put(Row row, Object value, ByteBuffer memory);

    private static IllegalArgumentException refused(Row row, Object value, String allowed) {
        return new IllegalArgumentException(
                "Invalid value " + value + " for " + row.option().name() + ", allowed are " + allowed);
    }
}
