// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.io.IOException;
import java.lang.annotation.Native;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;

/**
 * Makes the exceptions that {@code java.nio} documents from the errors that the seam returns. An error is a number,
 * {@code -(kind | os_code << 8)} ({@code native/include/hr_error.h}).
 */
public final class OsError {
    @Native
    public static final int OTHER = 1;

    @Native
    public static final int WOULD_BLOCK = 2;

    @Native
    public static final int IN_PROGRESS = 3;

    @Native
    public static final int CONNECTION_REFUSED = 4;

    @Native
    public static final int CONNECTION_RESET = 5;

    @Native
    public static final int CONNECTION_ABORTED = 6;

    @Native
    public static final int BROKEN_PIPE = 7;

    @Native
    public static final int TIMED_OUT = 8;

    @Native
    public static final int HOST_UNREACHABLE = 9;

    @Native
    public static final int NETWORK_UNREACHABLE = 10;

    @Native
    public static final int NOT_CONNECTED = 11;

    @Native
    public static final int ALREADY_CONNECTED = 12;

    @Native
    public static final int ADDRESS_IN_USE = 13;

    @Native
    public static final int ADDRESS_UNAVAILABLE = 14;

    @Native
    public static final int ACCESS_DENIED = 15;

    @Native
    public static final int PROTOCOL = 16;

    @Native
    public static final int DESCRIPTORS = 17;

    @Native
    public static final int MEMORY = 18;

    @Native
    public static final int BAD_DESCRIPTOR = 19;

    @Native
    public static final int INVALID_ARGUMENT = 20;

    @Native
    public static final int MESSAGE_SIZE = 21;

    @Native
    public static final int UNSUPPORTED = 22;

    @Native
    public static final int PORT_UNREACHABLE = 23;

    /** Of memory: it is not there, as behind the end of a file that was mapped and then cut. */
    @Native
    public static final int BAD_ADDRESS = 24;

    @Native
    public static final int NAME_TOO_LONG = 25;

    /** Nothing was done: the memory is a segment's, and nobody can hold its arena. */
    @Native
    public static final int SEGMENT = 26;

    private OsError() {}

    public static int kind(long error) {
        return (int) (-error & 0xff);
    }

    public static int osCode(long error) {
        return (int) (-error >> 8);
    }

    public static boolean isWouldBlock(long result) {
        return result < 0 && kind(result) == WOULD_BLOCK;
    }

    public static boolean isOfSegment(long result) {
        return result < 0 && kind(result) == SEGMENT;
    }

    /**
     * Whether a stream socket's send or receive may have said what the system tells once: why the connection ended.
     * The rest is of the call, which would fail again.
     */
    public static boolean isOfConnection(long error) {
        return switch (kind(error)) {
            case OTHER,
                    CONNECTION_REFUSED,
                    CONNECTION_RESET,
                    CONNECTION_ABORTED,
                    TIMED_OUT,
                    HOST_UNREACHABLE,
                    NETWORK_UNREACHABLE,
                    PROTOCOL,
                    PORT_UNREACHABLE -> true;
            default -> false;
        };
    }

    /** The exception of stream input and output: an {@link IOException} with only the operating system's text. */
    public static IOException ofStream(Sockets sockets, long error) {
        return switch (kind(error)) {
            case CONNECTION_RESET -> new SocketException("Connection reset");
            default -> new IOException(text(sockets, error));
        };
    }

    /** The exception of a call on a socket's state: open, bind, listen, connect, accept, options. */
    public static IOException ofSocket(Sockets sockets, long error) {
        return ofSocket(sockets, error, "");
    }

    /** As {@link #ofSocket(Sockets, long)}, with a detail at the end of the text. */
    public static IOException ofSocket(Sockets sockets, long error, String detail) {
        return Exceptions.ofSocket(kind(error), text(sockets, error) + detail);
    }

    /**
     * Returns the result if it is not an error.
     *
     * @throws IOException the error, as {@code java.nio} describes it for sockets
     */
    public static long check(Sockets sockets, long result) throws IOException {
        if (result < 0) {
            throw ofSocket(sockets, result);
        }
        return result;
    }

    /**
     * As the other {@code check}, for calls whose failure {@code java.nio} does not describe: the exception names the
     * call.
     */
    public static long check(Sockets sockets, long result, String call) throws IOException {
        if (result < 0) {
            throw new IOException(call + ": " + text(sockets, result));
        }
        return result;
    }

    /** The operating system's text. An error without a code of the operating system is {@link #UNSUPPORTED}. */
    public static String text(Sockets sockets, long error) {
        int osCode = osCode(error);
        return osCode == 0 ? "Not supported by this backend" : sockets.errorText(osCode);
    }

    /** A class of its own: to verify it, a JVM loads what it throws. */
    private static final class Exceptions {

        static IOException ofSocket(int kind, String text) {
            return switch (kind) {
                case CONNECTION_REFUSED, TIMED_OUT, NOT_CONNECTED -> new ConnectException(text);
                case HOST_UNREACHABLE -> new NoRouteToHostException(text);
                case ADDRESS_IN_USE, ADDRESS_UNAVAILABLE, ACCESS_DENIED -> new BindException(text);
                case PROTOCOL -> new ProtocolException(text);
                case PORT_UNREACHABLE -> new PortUnreachableException(text);
                case NAME_TOO_LONG -> new SocketException("Unix domain path too long");
                default -> new SocketException(text);
            };
        }
    }
}
