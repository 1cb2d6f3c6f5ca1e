// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.InheritedChannel;
import io.headrace.nio.datagram.UdpDatagramChannel;
import io.headrace.nio.selector.ReadinessSelector;
import io.headrace.nio.stream.NativePipe;
import io.headrace.nio.stream.StreamServerSocketChannel;
import io.headrace.nio.stream.StreamSocketChannel;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Objects;

/**
 * Selectors and channels over the operating system's own readiness interface. As the provider of a whole JVM, under unmodified
 * code:
 *
 * <pre>{@code
 * java -Djava.nio.channels.spi.SelectorProvider=io.headrace.HeadraceSelectorProvider -cp headrace.jar:app.jar Main
 * }</pre>
 *
 * or beside the JDK's, {@code HeadraceSelectorProvider.provider().openSelector(TriggerMode.LEVEL)}. A channel and the selector
 * that it is registered with are of one provider.
 *
 * <p>Instances have no state and are interchangeable; any thread may use them. The system properties
 * {@code io.headrace.mode}, {@code backend}, {@code fallback}, {@code spin}, {@code readahead}, {@code library.path} and {@code tmpdir} are read once, before the
 * first instance is made.
 *
 * <p>Where no native library works, {@code io.headrace.fallback} decides: with {@code jdk}, the default, everything opened is the
 * JDK's own, and the logger {@code io.headrace} tells the cause in one warning; with {@code fail}, opening anything throws an
 * IOException that has {@link Headrace#unavailabilityCause()} for its cause.
 */
public final class HeadraceSelectorProvider extends SelectorProvider {

    private static final class Holder {
        static final HeadraceSelectorProvider INSTANCE = new HeadraceSelectorProvider();
    }

    /**
     * For the JDK, which makes one of its own. Loads the native library; that none works here is no error yet.
     *
     * @throws IllegalArgumentException a property of Headrace has a value that it cannot have, or one that the library lacks (a
     *     backend); the message names the property, the value and what is allowed
     */
    public HeadraceSelectorProvider() {
        Installation.get().requireSettings();
    }

    /**
     * An instance, the same each time.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static HeadraceSelectorProvider provider() {
        Installation.get().requireSettings();
        return Holder.INSTANCE;
    }

    /** For what opens something. */
    private static Installation installation() {
        Installation installation = Installation.get();
        Announcement.make(installation);
        return installation;
    }

    /** A {@link HeadraceSelector} in the mode of {@code io.headrace.mode}. */
    @Override
    public AbstractSelector openSelector() throws IOException {
        Installation installation = installation();
        return installation.isAvailable()
                ? openSelector(installation, installation.settings().mode())
                : installation.fallback().openSelector();
    }

    /**
     * A selector with a mode of its own.
     *
     * @throws IOException the system gives none, or Headrace is not available: the JDK's provider has no modes to fall back on
     */
    public HeadraceSelector openSelector(TriggerMode mode) throws IOException {
        Objects.requireNonNull(mode, "mode");
        Installation installation = installation();
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

    /** {@inheritDoc} INET, INET6 and UNIX. */
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

    /** {@inheritDoc} INET, INET6 and UNIX. */
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

    /** {@inheritDoc} INET and INET6. */
    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        Objects.requireNonNull(family, "family");
        Installation installation = installation();
        return installation.isAvailable()
                ? UdpDatagramChannel.open(
                        this,
                        installation.transport(),
                        family,
                        installation.settings().readAhead())
                : installation.fallback().openDatagramChannel(family);
    }

    /**
     * The channel of standard input where that is a socket, in blocking mode and the same object each time, else null: of inetd,
     * and of systemd's socket activation with {@code StandardInput=socket}. The socket becomes non-blocking for whoever shares it.
     * Null too where the JDK's provider serves in place of Headrace: it does so only where it is the default.
     */
    @Override
    public Channel inheritedChannel() throws IOException {
        Installation installation = installation();
        return installation.isAvailable() ? InheritedChannel.get(this, installation.transport()) : null;
    }
}
