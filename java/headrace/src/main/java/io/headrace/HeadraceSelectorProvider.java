// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.InheritedChannel;
import io.headrace.nio.datagram.UdpDatagramChannel;
import io.headrace.nio.datagram.UnixDatagramChannel;
import io.headrace.nio.selector.ReadinessSelector;
import io.headrace.nio.stream.NativePipe;
import io.headrace.nio.stream.StreamServerSocketChannel;
import io.headrace.nio.stream.StreamSocketChannel;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;

/**
 * A provider of selectors and channels over epoll(7) or poll(2). You can make it the provider of a whole JVM, under
 * code that you do not change:
 *
 * <pre>{@code
 * java -Djava.nio.channels.spi.SelectorProvider=io.headrace.HeadraceSelectorProvider -cp headrace.jar:app.jar Main
 * }</pre>
 *
 * <p>or call it directly, in a JVM whose default is the JDK's:
 * {@code HeadraceSelectorProvider.provider().openSelector()}. A channel can only be registered with a selector of the
 * same provider.
 *
 * <h2>Properties</h2>
 *
 * <p>The system properties {@code io.headrace.mode}, {@code backend}, {@code fallback}, {@code spin},
 * {@code readahead}, {@code threads}, {@code announce}, {@code library.path} and {@code tmpdir} are read once, before
 * the first instance is made. Later changes have no effect. README lists their values.
 *
 * <p>With a wrong value each method that opens something throws an IOException that names the property, the value and
 * what is allowed.
 *
 * <h2>Portability</h2>
 *
 * <p>On Linux the backend is epoll(7), or poll(2) if {@code io.headrace.backend} says so. FreeBSD and macOS have
 * kqueue(2) and poll(2). Windows has a completion port, {@code iocp}. They open TCP, UDP, Unix domain and pipe
 * channels; {@code supportedOptions()} of a channel names the options that the system has.
 *
 * <p>If no native library works, {@code io.headrace.fallback} decides. With {@code jdk}, the default, everything that
 * is opened is the JDK's, and one warning says why. With {@code fail}, each method that opens something throws an
 * IOException whose cause is {@link Headrace#unavailabilityCause()}.
 *
 * <p>Where Headrace is the provider of the JVM, one line says at the first channel what is in use. Lines go to the
 * logger {@code io.headrace} if logging is configured, else to standard error.
 *
 * <h2>Threads</h2>
 *
 * <p>A virtual thread that blocks parks, and its carrier goes on with others. Before JDK 24 that does not hold of a
 * select, which holds monitors.
 *
 * <p>Instances have no state and are interchangeable. Any thread may use them. Selectors and channels follow the
 * rules of {@code java.nio.channels}.
 */
public final class HeadraceSelectorProvider extends SelectorProvider {

    private static final class Holder {
        static final HeadraceSelectorProvider INSTANCE = new HeadraceSelectorProvider(false);
    }

    /**
     * For the JDK, which makes an instance from the class name. Loads the native library. It throws nothing: whatever
     * is wrong, each method that opens something says so, and a wrong setting also is a line on standard error.
     */
    public HeadraceSelectorProvider() {
        this(true);
    }

    /** @param ofJvm not where the application asks Headrace by name: then it knows what it has */
    private HeadraceSelectorProvider(boolean ofJvm) {
        Installation installation = Installation.get();
        if (ofJvm && installation.isRefused()) {
            Log.refusal("Headrace: " + installation.reason());
        }
        if (ofJvm) {
            Announcement.expect();
        }
    }

    /**
     * An instance, the same each time.
     *
     * @throws IllegalArgumentException a property of Headrace has a wrong value, or names a backend that the library
     *     lacks. The message names the property, the value and what is allowed
     * @throws SecurityException a security manager forbids what Headrace needs
     */
    public static HeadraceSelectorProvider provider() {
        Installation.get().requireSettings();
        return Holder.INSTANCE;
    }

    /** For methods that open a channel: the line that says what is in use is due at the first of them. */
    private static Installation installation() {
        Installation installation = Installation.get();
        Announcement.make(installation);
        return installation;
    }

    /** A {@link HeadraceSelector} in the mode of {@code io.headrace.mode}. */
    @Override
    public AbstractSelector openSelector() throws IOException {
        Installation installation = Installation.get();
        return installation.isAvailable()
                ? openSelector(installation, installation.settings().mode())
                : installation.fallback().openSelector();
    }

    /**
     * A selector with the given mode.
     *
     * @throws IOException the system refuses one, or Headrace is not available: the JDK's provider has no modes, so
     *     there is no fallback
     */
    public HeadraceSelector openSelector(TriggerMode mode) throws IOException {
        Objects.requireNonNull(mode, "mode");
        Installation installation = Installation.get();
        if (!installation.isAvailable()) {
            throw installation.unavailable();
        }
        return openSelector(installation, mode);
    }

    private ReadinessSelector openSelector(Installation installation, TriggerMode mode) throws IOException {
        return new ReadinessSelector(
                this, installation.transport(), mode, installation.settings().spinNanos());
    }

    @Override
    public Pipe openPipe() throws IOException {
        Installation installation = installation();
        return installation.isAvailable()
                ? NativePipe.open(this, installation.transport())
                : installation.fallback().openPipe();
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        Installation installation = installation();
        return installation.isAvailable()
                ? StreamSocketChannel.open(this, installation.transport(), null)
                : installation.fallback().openSocketChannel();
    }

    /** {@inheritDoc} The families are INET, INET6 and UNIX. */
    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        Objects.requireNonNull(family, "family");
        Installation installation = installation();
        return installation.isAvailable()
                ? StreamSocketChannel.open(this, installation.transport(), family)
                : installation.fallback().openSocketChannel(family);
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        Installation installation = installation();
        return installation.isAvailable()
                ? StreamServerSocketChannel.open(this, installation.transport(), null)
                : installation.fallback().openServerSocketChannel();
    }

    /** {@inheritDoc} The families are INET, INET6 and UNIX. */
    @Override
    public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        Objects.requireNonNull(family, "family");
        Installation installation = installation();
        return installation.isAvailable()
                ? StreamServerSocketChannel.open(this, installation.transport(), family)
                : installation.fallback().openServerSocketChannel(family);
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        Installation installation = installation();
        return installation.isAvailable()
                ? UdpDatagramChannel.open(
                        this,
                        installation.transport(),
                        null,
                        installation.settings().readAhead())
                : installation.fallback().openDatagramChannel();
    }

    /**
     * {@inheritDoc} The families are INET, INET6 and, where {@link Headrace#supports} says
     * {@link Feature#UNIX_DATAGRAM}, UNIX, which the JDK's channels lack.
     *
     * <p>A channel of the family UNIX sends and receives datagrams of unix(7). None is lost or put in another order; a
     * send to a peer whose queue is full waits, or returns 0. Addresses are {@link java.net.UnixDomainSocketAddress}
     * and {@link AbstractNamespaceAddress}. These differ from UDP:
     *
     * <ul>
     *   <li>{@code bind(null)} lets the system choose an abstract name. Systems without such names throw a
     *       SocketException. The file of a path is not deleted when the channel is closed.
     *   <li>{@code send} and {@code connect} leave an unbound channel unbound. {@code receive} returns the unnamed
     *       address {@code UnixDomainSocketAddress.of("")} for such a sender. Only {@code receive} binds, as bind(null)
     *       does.
     *   <li>A peer that is gone is a ConnectException of the send itself, for a connected channel too. Then disconnect,
     *       and connect again.
     *   <li>A selector knows of the queue of a connected peer. For other targets a key is not writable for up to 2
     *       milliseconds after a send has found a queue full.
     *   <li>{@code socket()} and {@code join} throw an UnsupportedOperationException. The property
     *       {@code io.headrace.readahead} has no effect.
     * </ul>
     *
     * @throws UnsupportedOperationException the family is none of these, or this host lacks it
     * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
     */
    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        Objects.requireNonNull(family, "family");
        Installation installation = installation();
        if (!installation.isAvailable()) {
            return installation.fallback().openDatagramChannel(family);
        }
        if (family == StandardProtocolFamily.UNIX && Feature.UNIX_DATAGRAM.isIn(installation.transport())) {
            return UnixDatagramChannel.open(this, installation.transport());
        }
        return UdpDatagramChannel.open(
                this, installation.transport(), family, installation.settings().readAhead());
    }

    /**
     * The channel of standard input, or null. There is one if standard input is a socket of TCP or UDP, or a Unix
     * domain stream. inetd and systemd's socket activation (with {@code StandardInput=socket}) pass a socket there.
     * The channel is in blocking mode, and is the same object each time.
     *
     * <p>The socket becomes non-blocking (O_NONBLOCK) for every process that shares it.
     *
     * <p>Returns null if the JDK's provider serves in place of Headrace. The JDK's inherits a channel only if it is
     * the default provider.
     */
    @Override
    public Channel inheritedChannel() throws IOException {
        Installation installation = installation();
        if (installation.isRefused()) {
            throw installation.unavailable();
        }
        return installation.isAvailable() ? InheritedChannel.get(this, installation.transport()) : null;
    }
}
