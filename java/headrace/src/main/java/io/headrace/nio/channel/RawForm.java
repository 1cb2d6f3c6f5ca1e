// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.RawSocketOption;
import io.headrace.nio.channel.OptionTable.Row;
import io.headrace.os.FeatureNumber;
import io.headrace.os.Sockets;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An option by the system's own level and name. */
record RawForm(RawSocketOption<?> option) implements OptionForm {

    /**
     * @throws UnsupportedOperationException the platform has no such options, or channels rely on this one
     */
    static Row row(Sockets sockets, RawSocketOption<?> option) {
        if (!sockets.supports(FeatureNumber.RAW_OPTIONS)) {
            throw new UnsupportedOperationException("This platform has no raw socket options: " + option);
        }
        String refusal = sockets.rawOptionRefusal(option.level(), option.number());
        if (refusal != null) {
            throw new UnsupportedOperationException("'" + option + "' not supported: " + refusal);
        }
        return new Row(option, 0, new RawForm(option));
    }

    @Override
    public int size() {
        return option.capacity();
    }

    @Override
    public long read(Sockets sockets, long descriptor, int family, Row row, ByteBuffer memory) {
        return sockets.getRawOption(descriptor, option.level(), option.number(), memory, size());
    }

    @Override
    public Object value(Sockets sockets, Row row, ByteBuffer memory, long result) throws SocketException {
        if (option.type() == Integer.class) {
            return integer(memory, result);
        }
        byte[] bytes = new byte[(int) result];
        memory.get(0, bytes);
        return option.type() == String.class ? text(bytes) : bytes;
    }

    /** Some options of IPPROTO_IP are one byte long. */
    private Integer integer(ByteBuffer memory, long length) throws SocketException {
        if (length == Byte.BYTES) {
            return Byte.toUnsignedInt(memory.get(0));
        }
        if (length != Integer.BYTES) {
            throw new SocketException(option + " has " + length + " bytes: it is not an integer");
        }
        return memory.getInt(0);
    }

    private static String text(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public long write(Sockets sockets, long descriptor, int family, Row row, Object value, ByteBuffer memory) {
        byte[] bytes = bytes(value, memory);
        if (bytes.length > size()) {
            throw new IllegalArgumentException(
                    "Invalid value for " + option + ", allowed are " + size() + " bytes, it has " + bytes.length);
        }
        memory.put(0, bytes);
        return sockets.setRawOption(descriptor, option.level(), option.number(), memory, bytes.length);
    }

    private static byte[] bytes(Object value, ByteBuffer memory) {
        if (value instanceof Integer number) {
            byte[] bytes = new byte[Integer.BYTES];
            ByteBuffer.wrap(bytes).order(memory.order()).putInt(number);
            return bytes;
        }
        return value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
    }
}
