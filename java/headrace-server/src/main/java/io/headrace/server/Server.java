// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Listens at an {@link Endpoint} and serves what comes as {@link Serving} says.
 *
 * <pre>{@code
 * try (Server server = Server.builder(Endpoint.tcp(new InetSocketAddress(7007)))
 *         .handler(() -> (connection, input) -> connection.write(input))
 *         .open()) {
 *     server.serveForever();
 * }
 * }</pre>
 *
 * <p>A server that is open listens. It accepts once {@link #start}, {@link #serveForever} or {@link #handleOne} is
 * called; the backlog holds connections until then. Any thread may call.
 *
 * <p>Its limits, and what happens beyond each:
 *
 * <ul>
 *   <li>connections: the server stops to accept, and the backlog holds those that come. With datagrams, those of
 *       further peers are dropped.
 *   <li>backlog: the system refuses connections, or lets them try again.
 *   <li>idle time: a connection without traffic is closed, a session of datagrams ends.
 *   <li>request bytes: a connection whose handler leaves more is closed, with a {@link RequestTooLargeException} for
 *       the listener; a larger datagram is dropped.
 *   <li>pending bytes: a write beyond them throws an IOException.
 *   <li>descriptors of the process: an accept that fails is reported, and the server pauses for 10 milliseconds; for
 *       twice as long after each further failure, up to a second.
 * </ul>
 */
public final class Server implements AutoCloseable {
    private final Endpoint endpoint;
    private final String mxBeanName;
    private final ServerCore core;
    private final Source source;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Guarded by {@code this}. */
    private boolean isShutDown;

    private Server(Builder options) throws IOException {
        endpoint = options.endpoint;
        mxBeanName = options.mxBeanName;
        if (options.serving.way() == Serving.Way.PROCESS) {
            HeadraceCheck.require("a process per connection", options.provider);
        }
        EventLoops loops = EventLoops.start(
                options.loops,
                EventLoop.builder()
                        .name(options.name)
                        .provider(options.provider)
                        .onError(options.errors));
        core = new ServerCore(
                loops,
                options.limits(),
                new Counters(),
                new LiveSet(),
                options.errors,
                options.serving.executor(options.name));
        try {
            source = endpoint.isStream() ? openAcceptor(options) : openDatagrams(options);
            if (mxBeanName != null) {
                Management.register(mxBeanName, core.counters());
            }
        } catch (IOException | RuntimeException e) {
            loops.close();
            Serving.end(core.executor());
            throw e;
        }
    }

    /** Options of a server that is to be opened. */
    public static Builder builder(Endpoint endpoint) {
        return new Builder(Objects.requireNonNull(endpoint, "endpoint"));
    }

    private Source openAcceptor(Builder options) throws IOException {
        ServerSocketChannel listener = endpoint.listen(options.provider, options.backlog);
        try {
            return new Acceptor(core, core.loops().all().get(0), listener, starter(options));
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    private Source openDatagrams(Builder options) throws IOException {
        return new DatagramSource(
                core, core.loops().all().get(0), endpoint.open(options.provider), options.datagramHandlers);
    }

    private Acceptor.Starter starter(Builder options) {
        Supplier<? extends StreamHandler> handlers = options.streamHandlers;
        return switch (options.serving.way()) {
            case LOOP -> inLoop(handlers);
            case POOL -> (channel, afterwards) -> startInLoop(channel, handlers.get(), null, afterwards);
            case THREADS -> (channel, afterwards) -> startThread(channel, handlers.get(), afterwards);
            case PROCESS ->
                (channel, afterwards) -> ProcessConnection.start(core, channel, options.serving.command(), afterwards);
        };
    }

    /** The connections of a loop read into one buffer. */
    private Acceptor.Starter inLoop(Supplier<? extends StreamHandler> handlers) {
        int size = Math.min(Builder.READ_BYTES, core.limits().request());
        Map<EventLoop, ByteBuffer> buffers = new HashMap<>();
        core.loops().all().forEach(loop -> buffers.put(loop, ByteBuffer.allocateDirect(size)));
        return (channel, afterwards) -> startInLoop(channel, handlers.get(), buffers, afterwards);
    }

    private void startInLoop(
            SocketChannel channel, StreamHandler handler, Map<EventLoop, ByteBuffer> buffers, Runnable afterwards)
            throws IOException {
        EventLoop loop = core.loops().next();
        ByteBuffer buffer = buffers == null ? null : buffers.get(loop);
        LoopConnection connection = new LoopConnection(core, loop, channel, handler, buffer, afterwards);
        core.live().add(connection);
        connection.begin();
    }

    private void startThread(SocketChannel channel, StreamHandler handler, Runnable afterwards) throws IOException {
        ThreadConnection connection =
                new ThreadConnection(core, core.loops().all().get(0), channel, handler, afterwards);
        core.live().add(connection);
        try {
            core.executor().execute(connection);
        } catch (RuntimeException | Error e) {
            // no thread could be started
            core.live().remove(connection);
            throw e;
        }
    }

    /**
     * Where the server listens, with the port that the system has chosen.
     *
     * @throws IOException the server is closed
     */
    public SocketAddress address() throws IOException {
        return source.address();
    }

    /** For tests. */
    List<EventLoop> loops() {
        return core.loops().all();
    }

    /** What the server has done. */
    public ServerMXBean statistics() {
        return core.counters();
    }

    /** Accepts from now on, and returns at once. */
    public void start() {
        source.takeAll();
    }

    /**
     * Serves until another thread calls {@link #shutdown} or {@link #close}.
     *
     * @throws InterruptedException the caller was interrupted; the server goes on
     */
    public void serveForever() throws InterruptedException {
        start();
        ended.await();
    }

    /**
     * Waits for one connection, and until it has been served; or for one datagram. Do not call it once the server has
     * been started, nor in two threads.
     *
     * @param timeout for the connection to come, not for serving it
     * @return false if none came in time
     * @throws InterruptedException the caller was interrupted; a connection that has come is served nevertheless
     */
    public boolean handleOne(Duration timeout) throws InterruptedException {
        One one = new One();
        EventLoop loop = core.loops().all().get(0);
        long nanos = Limit.nanos(timeout);
        loop.execute(() -> {
            if (!one.isCancelled) {
                source.take(one);
            }
        });
        try {
            if (!one.taken.await(nanos, TimeUnit.NANOSECONDS)) {
                CountDownLatch given = new CountDownLatch(1);
                loop.execute(() -> {
                    one.isCancelled = true;
                    if (!one.isTaken()) {
                        source.takeNone();
                    }
                    given.countDown();
                });
                given.await();
            }
        } catch (InterruptedException e) {
            loop.execute(() -> one.isCancelled = true);
            throw e;
        }
        if (!one.isTaken()) {
            return false;
        }
        one.done.await();
        return true;
    }

    /**
     * Refuses new connections, and lets what is under way finish: a request that a handler is in, or of which it has
     * left bytes, or that {@link StreamHandler#isBetweenRequests} knows of, and the replies. Whatever is left at the
     * deadline is closed, and processes are killed. In ways to serve other than {@link Serving#inLoop}, handlers of
     * connections that were cut may still run when this returns, and finish later.
     *
     * @param deadline from now; zero closes all at once
     * @return whether nothing was cut by the deadline
     * @throws InterruptedException the caller was interrupted; what is left was closed
     */
    public boolean shutdown(Duration deadline) throws InterruptedException {
        long until = System.nanoTime() + Limit.nanos(deadline);
        synchronized (this) {
            if (isShutDown) {
                return true;
            }
            isShutDown = true;
        }
        source.close();
        boolean isClean = false;
        try {
            core.live().stopAll();
            isClean = core.live().awaitNone(until);
        } finally {
            end();
        }
        return isClean;
    }

    private void end() {
        core.live().abortAll();
        core.loops().close();
        Serving.end(core.executor());
        if (mxBeanName != null) {
            Management.unregister(mxBeanName);
        }
        try {
            endpoint.cleanUp();
        } catch (IOException e) {
            core.report(null, e);
        }
        ended.countDown();
    }

    /** As {@link #shutdown} with a deadline of zero. */
    @Override
    public void close() {
        try {
            shutdown(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Options of a server. One thread at a time. */
    public static final class Builder {
        static final int READ_BYTES = 64 * 1024;

        private final Endpoint endpoint;
        private String name = "headrace-server";
        private String mxBeanName;
        private SelectorProvider provider = SelectorProvider.provider();
        private Serving serving = Serving.inLoop();
        private Supplier<? extends StreamHandler> streamHandlers;
        private Supplier<? extends DatagramHandler> datagramHandlers;
        private ErrorListener errors = EventLoop.Builder::log;
        private int loops = 1;
        private int connections = 10_000;
        private long idle = Duration.ofMinutes(5).toNanos();
        private int requestBytes = 1 << 20;
        private int backlog = 1024;
        private int pendingBytes = 1 << 20;
        private long linger = Duration.ofSeconds(2).toNanos();

        private Builder(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        /** Names the threads. */
        public Builder name(String value) {
            name = Objects.requireNonNull(value, "name");
            return this;
        }

        /** Registers {@link Server#statistics} by this name: {@code io.headrace.server:type=Server,name="..."}. */
        public Builder mxBean(String value) {
            mxBeanName = Objects.requireNonNull(value, "name");
            return this;
        }

        /** Opens selectors and channels; {@code SelectorProvider.provider()} unless you say otherwise. */
        public Builder provider(SelectorProvider value) {
            provider = Objects.requireNonNull(value, "provider");
            return this;
        }

        /** Which threads serve; {@link Serving#inLoop} unless you say otherwise. */
        public Builder serving(Serving value) {
            serving = Objects.requireNonNull(value, "serving");
            return this;
        }

        /** Makes the handler of each connection. It is called in a loop, so it must not block. */
        public Builder handler(Supplier<? extends StreamHandler> value) {
            streamHandlers = Objects.requireNonNull(value, "handlers");
            return this;
        }

        /** Makes the handler of each session of datagrams. It is called in a loop, so it must not block. */
        public Builder datagramHandler(Supplier<? extends DatagramHandler> value) {
            datagramHandlers = Objects.requireNonNull(value, "handlers");
            return this;
        }

        /** Is told what handlers throw, and of failed accepts; logs it unless you say otherwise. */
        public Builder onError(ErrorListener value) {
            errors = Objects.requireNonNull(value, "listener");
            return this;
        }

        /** Over how many loops connections are spread; 1 unless you say otherwise. */
        public Builder loops(int value) {
            loops = Limit.positive("a number of loops", value);
            return this;
        }

        /** How many connections or sessions may be open; 10,000 unless you say otherwise. */
        public Builder maxConnections(int value) {
            connections = Limit.positive("a number of connections", value);
            return this;
        }

        /** How long a connection or session may be without traffic; 5 minutes unless you say otherwise. */
        public Builder idleTime(Duration value) {
            idle = Limit.positive("an idle time", value);
            return this;
        }

        /** How much of its input a handler may leave, or a datagram may have; 1 MiB unless you say otherwise. */
        public Builder maxRequestBytes(int value) {
            requestBytes = Limit.positive("a number of bytes", value);
            return this;
        }

        /** How many connections the system holds that were not accepted; 1024 unless you say otherwise. */
        public Builder backlog(int value) {
            backlog = Limit.positive("a backlog", value);
            return this;
        }

        /**
         * How many bytes a connection may owe its peer; 1 MiB unless you say otherwise. From half of it on, but at most
         * from 64 KiB on, {@link Connection#write} returns false.
         */
        public Builder maxPendingBytes(int value) {
            pendingBytes = Limit.positive("a number of bytes", value);
            return this;
        }

        /** How long a closed connection waits for its peer to close; 2 seconds unless you say otherwise, zero not. */
        public Builder lingerTime(Duration value) {
            linger = Limit.nanos(value);
            return this;
        }

        /**
         * Opens the server: it listens, and does not accept yet. The builder can be used again.
         *
         * @throws IllegalStateException there is no handler for this kind of endpoint, or one of the other kind
         * @throws UnsupportedOperationException the provider lacks what is asked for, or datagrams are to be served by
         *     processes
         * @throws IOException the address cannot be used
         */
        public Server open() throws IOException {
            boolean isProcess = serving.way() == Serving.Way.PROCESS;
            if (isProcess && !endpoint.isStream()) {
                throw new UnsupportedOperationException("a process per connection needs a stream: not " + endpoint);
            }
            boolean wantsStream = endpoint.isStream() && !isProcess;
            boolean wantsDatagrams = !endpoint.isStream();
            if (wantsStream != (streamHandlers != null) || wantsDatagrams != (datagramHandlers != null)) {
                String wanted = wantsStream ? "handler" : wantsDatagrams ? "datagramHandler" : "no handler";
                throw new IllegalStateException("want " + wanted + " and no other for " + endpoint);
            }
            return new Server(this);
        }

        private Limits limits() {
            return new Limits(connections, idle, requestBytes, backlog, pendingBytes, linger);
        }
    }
}
