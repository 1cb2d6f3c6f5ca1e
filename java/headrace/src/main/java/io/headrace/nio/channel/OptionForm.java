// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.nio.channel.OptionTable.Row;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** How the value of an option crosses the seam. Immutable; any thread may use it. */
interface OptionForm {
    /** Bytes of memory that a value takes there, at most. */
    int size();

    /** Reads the value into the memory. Returns what the seam does. */
    long read(Sockets sockets, long descriptor, int family, Row row, ByteBuffer memory);

    /** @param result what {@link #read} returned; not an error */
    Object value(Sockets sockets, Row row, ByteBuffer memory, long result) throws IOException;

    /**
     * Sets the option. The value has the type of the option.
     *
     * @return what the seam does
     * @throws IllegalArgumentException the option takes no such value
     */
    long write(Sockets sockets, long descriptor, int family, Row row, Object value, ByteBuffer memory)
            throws IOException;

    /** Whether a failed read is a SocketException, whatever the error is. */
    default boolean failsAsSocket() {
        return false;
    }

    static SocketException readOnly(Row row) {
        return new SocketException(
                "Attempt to set read only option " + row.option().name());
    }
}
