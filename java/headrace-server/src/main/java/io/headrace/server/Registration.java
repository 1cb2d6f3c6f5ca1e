// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicBoolean;

/** A channel in an {@link EventLoop}. Any thread may call. */
public final class Registration {
    final ChannelHandler handler;
    private final EventLoop loop;
    private final SelectableChannel channel;
    private final AtomicBoolean over = new AtomicBoolean();
    private SelectionKey key;
    private boolean toldStopping;

    Registration(EventLoop loop, SelectableChannel channel, ChannelHandler handler) {
        this.loop = loop;
        this.channel = channel;
        this.handler = handler;
    }

    /** Before the key has any interest: no other thread sees this object until then. */
    void begin(SelectionKey own) {
        key = own;
    }

    /** The loop that calls the handler. */
    public EventLoop loop() {
        return loop;
    }

    /** The channel. It is in non-blocking mode. */
    public SelectableChannel channel() {
        return channel;
    }

    /** The operations that the handler waits for; 0 once the registration is over. */
    public int ops() {
        try {
            return key.interestOps();
        } catch (CancelledKeyException e) {
            return 0;
        }
    }

    /**
     * Sets the operations that the handler waits for. Has no effect once the registration is over.
     *
     * @param ops of {@link SelectionKey}; 0 for none
     * @throws IllegalArgumentException the channel does not have an operation of these
     */
    public void ops(int ops) {
        try {
            if (key.interestOps() != ops) {
                key.interestOps(ops);
                loop.wakeUp();
            }
        } catch (CancelledKeyException e) {
            // over: by its own thread or by another one
        }
    }

    /** Whether neither the registration nor its channel was closed. */
    public boolean isOpen() {
        return key.isValid();
    }

    /**
     * Takes the channel out of the loop and leaves it open. It stays in non-blocking mode. The selector lets it go in
     * its next turn: until then it cannot be registered again. {@link ChannelHandler#closed} follows.
     */
    public void unregister() {
        if (over.compareAndSet(false, true)) {
            key.cancel();
            loop.execute(() -> loop.tellClosed(this, null));
        }
    }

    /** Closes the channel. {@link ChannelHandler#closed} follows. Has no effect once the registration is over. */
    public void close() {
        if (over.compareAndSet(false, true)) {
            closeChannel();
            loop.execute(() -> loop.tellClosed(this, null));
        }
    }

    /** In the loop's thread. */
    void fail(Throwable cause) {
        if (over.compareAndSet(false, true)) {
            closeChannel();
            loop.tellClosed(this, cause);
        }
    }

    /** In the loop's thread: whether the handler has yet to be told of the stop. */
    boolean isFirstStop() {
        boolean first = !toldStopping && !over.get();
        toldStopping = true;
        return first;
    }

    private void closeChannel() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            loop.report(channel, e);
        }
    }

    @Override
    public String toString() {
        return "Registration[" + channel + " in " + loop + "]";
    }
}
