// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.net.SocketOption;

/**
 * A socket option by the numbers that getsockopt(2) and setsockopt(2) take, for what has no name in Java:
 *
 * <pre>{@code
 * int SOL_SOCKET = 1, SO_PRIORITY = 12; // of Linux
 * channel.setOption(RawSocketOption.integer(SOL_SOCKET, SO_PRIORITY), 6);
 * }</pre>
 *
 * <p>Every channel of {@link HeadraceSelectorProvider} takes it in {@code getOption} and {@code setOption}, if
 * {@link Headrace#supports} says {@link Feature#RAW_SOCKET_OPTIONS}. Numbers and values are those of the operating
 * system; integers are in its byte order. {@code supportedOptions()} does not list these options.
 *
 * <p>A few options are refused with an UnsupportedOperationException that says why: those that hold a pointer, and
 * those that channels and selectors rely on, such as {@code SO_ERROR}, {@code SO_RCVTIMEO} and {@code UDP_GRO}. After
 * every other change a selector asks the system again whether the channel is ready.
 *
 * <p>An error of the system is a {@link java.net.SocketException} with its text. Immutable.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/getsockopt.2.html">getsockopt(2)</a>
 */
public final class RawSocketOption<T> implements SocketOption<T> {
    /** The most bytes that a value may have. */
    public static final int LARGEST = 64 * 1024;

    private final Class<T> type;
    private final int level;
    private final int number;
    private final int capacity;

    private RawSocketOption(Class<T> type, int level, int number, int capacity) {
        if (capacity < 1 || capacity > LARGEST) {
            throw new IllegalArgumentException("capacity is " + capacity + ", allowed are 1 to " + LARGEST);
        }
        this.type = type;
        this.level = level;
        this.number = number;
        this.capacity = capacity;
    }

    /** An option whose value is an {@code int} of C. */
    public static RawSocketOption<Integer> integer(int level, int name) {
        return new RawSocketOption<>(Integer.class, level, name, Integer.BYTES);
    }

    /**
     * An option whose value is a structure, or anything else.
     *
     * @param capacity the most bytes that its value may have, 1 to {@link #LARGEST}; a longer one is cut
     */
    public static RawSocketOption<byte[]> bytes(int level, int name, int capacity) {
        return new RawSocketOption<>(byte[].class, level, name, capacity);
    }

    /**
     * An option whose value is text, in UTF-8. What is read ends at the first zero byte.
     *
     * @param capacity the most bytes that its value may have, 1 to {@link #LARGEST}
     */
    public static RawSocketOption<String> text(int level, int name, int capacity) {
        return new RawSocketOption<>(String.class, level, name, capacity);
    }

    /** The level, such as {@code SOL_SOCKET}. */
    public int level() {
        return level;
    }

    /** The number of the option in its level. */
    public int number() {
        return number;
    }

    /** The most bytes that a value may have. */
    public int capacity() {
        return capacity;
    }

    /** Level and number in words: {@code level 1, name 12}. */
    @Override
    public String name() {
        return "level " + level + ", name " + number;
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public String toString() {
        return name();
    }
}
