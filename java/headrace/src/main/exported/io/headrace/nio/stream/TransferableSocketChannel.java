// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import io.headrace.nio.selector.MixedProvidersException;
import io.headrace.os.Poller;
import io.headrace.os.Sockets;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import sun.nio.ch.SelChImpl;
import sun.nio.ch.SelectionKeyImpl;

/**
 * A socket channel that {@code FileChannel.transferTo} does not copy to: JDKs up to 21 have the kernel send the file by
 * {@link #getFD} (sendfile(2)), later ones write what is mapped of it, from 16 KiB up.
 *
 * <p>Defined only where {@code java.base} exports {@code sun.nio.ch} to this module, and compiled apart from all
 * else. With it the JDK's selectors no longer refuse the channel when it is registered; they do so at their next
 * select.
 *
 * <p>As with the JDK's own channel in those releases, a close by another thread between the JDK's look at the number
 * and its sendfile(2) is not seen.
 */
final class TransferableSocketChannel extends StreamSocketChannel implements SelChImpl {
    private static final int NONE = -1;

    static {
        TransferSupport.offer(new Maker());
    }

    private final Sockets sockets;

    /** What the JDK has been given; names the socket until close. Guarded by itself. */
    private final FileDescriptor descriptor = new FileDescriptor();

    private TransferableSocketChannel(SelectorProvider provider, Sockets sockets, AddressFamily family, long socket) {
        super(provider, sockets, family, socket);
        this.sockets = sockets;
    }

    /** No reflection and no method handle: the first use of either costs a JVM that starts milliseconds. */
    private static final class Maker implements TransferSupport.Maker {
        @Override
        public StreamSocketChannel make(
                SelectorProvider provider, Sockets sockets, AddressFamily family, long descriptor) {
            return new TransferableSocketChannel(provider, sockets, family, descriptor);
        }
    }

    /**
     * Null in blocking mode: sendfile(2) may answer that it would block, since our sockets are non-blocking until a
     * read blocks, and the JDK take that for an answer. Without a descriptor it calls {@link #write}, which blocks.
     */
    @Override
    public FileDescriptor getFD() {
        if (isBlocking() || !isConnected() || !endpoint().makeNonBlocking()) {
            return null;
        }
        synchronized (descriptor) {
            if (isOpen()) {
                sockets.name(descriptor, endpoint().descriptor());
            }
        }
        endpoint().readiness.doubtful(Poller.WRITE);
        return descriptor;
    }

    @Override
    protected void implCloseSelectableChannel() throws IOException {
        synchronized (descriptor) {
            sockets.name(descriptor, NONE);
        }
        super.implCloseSelectableChannel();
    }

    /**
     * -1: a selector of the JDK keeps the number of what it was given to register, although it may be another file's
     * by then.
     */
    @Override
    public int getFDVal() {
        return NONE;
    }

    /** What a selector of the JDK asks first. */
    @Override
    public int translateInterestOps(int ops) {
        throw MixedProvidersException.withSelectorOfTheJdk(this);
    }

    @Override
    public boolean translateAndUpdateReadyOps(int ops, SelectionKeyImpl key) {
        return false;
    }

    @Override
    public boolean translateAndSetReadyOps(int ops, SelectionKeyImpl key) {
        return false;
    }

    /** Nothing: the descriptor is closed with the channel, not with its last key. */
    @Override
    public void kill() {}
}
