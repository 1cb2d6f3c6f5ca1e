// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.NetworkChannel;

/**
 * The options of a {@link java.net.Socket}, {@link java.net.ServerSocket} or {@link java.net.DatagramSocket} that
 * stands for a channel: they are the channel's, but for the timeout, which channels do not have. Any thread may call.
 */
public final class AdaptorOptions {
    private final NetworkChannel channel;
    private volatile int timeoutMillis;

    public AdaptorOptions(NetworkChannel channel) {
        this.channel = channel;
    }

    public <T> T get(SocketOption<T> name) throws SocketException {
        return AdaptorErrors.translateAll(() -> channel.getOption(name));
    }

    public <T> void set(SocketOption<T> name, T value) throws SocketException {
        AdaptorErrors.translateAll(() -> channel.setOption(name, value));
    }

    /** @param refusal the text of the exception for a size that is not positive */
    public void setBufferSize(SocketOption<Integer> name, int size, String refusal) throws SocketException {
        if (size <= 0) {
            throw new IllegalArgumentException(refusal);
        }
        set(name, size);
    }

    /** SO_TIMEOUT in milliseconds; 0 waits for ever. */
    public int timeout() throws SocketException {
        ensureOpen();
        return timeoutMillis;
    }

    public void setTimeout(int millis) throws SocketException {
        ensureOpen();
        if (millis < 0) {
            throw new IllegalArgumentException("timeout < 0");
        }
        timeoutMillis = millis;
    }

    /** As {@link #timeout}, of a closed channel too. */
    public long timeoutNanos() {
        return MILLISECONDS.toNanos(timeoutMillis);
    }

    public void ensureOpen() throws SocketException {
        if (!channel.isOpen()) {
            throw new SocketException("Socket is closed");
        }
    }
}
