// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Map;

/** The exceptions of channels as {@link java.net.Socket} and {@link java.net.ServerSocket} have them. */
public final class AdaptorErrors {
    private static final Map<Class<? extends Exception>, String> TEXTS = Map.of(
            NotYetConnectedException.class, "Socket is not connected",
            NotYetBoundException.class, "Socket is not bound yet",
            AlreadyBoundException.class, "Already bound",
            AlreadyConnectedException.class, "Already connected",
            UnsupportedAddressTypeException.class, "Unsupported address type",
            UnresolvedAddressException.class, "Unresolved address");

    private AdaptorErrors() {}

    /** What throws the exceptions of channels. */
    public interface Call<T> {
        T run() throws IOException;
    }

    /** IOExceptions pass as they are. */
    public static <T> T translate(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** For calls whose closed channel the JDK's adaptors always take for one that was closed meanwhile. */
    public static <T> T closedMeanwhile(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (AsynchronousCloseException e) {
            throw e;
        } catch (ClosedChannelException e) {
            throw new AsynchronousCloseException();
        }
    }

    /** Every IOException becomes a SocketException: the signatures of options allow no other. */
    public static <T> T translateAll(Call<T> call) throws SocketException {
        try {
            return call.run();
        } catch (SocketException e) {
            throw e;
        } catch (IOException e) {
            throw socketException(e instanceof ClosedChannelException ? "Socket is closed" : e.getMessage(), e);
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    private static SocketException translated(RuntimeException e) {
        String text = TEXTS.get(e.getClass());
        if (text == null) {
            throw e;
        }
        return socketException(text, e);
    }

    private static SocketException socketException(String text, Exception cause) {
        SocketException e = new SocketException(text);
        e.initCause(cause);
        return e;
    }
}
