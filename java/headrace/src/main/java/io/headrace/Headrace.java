// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.jni.NativeMemory;
import io.headrace.jni.OwnJar;
import io.headrace.nio.PassedSockets;
import io.headrace.nio.SpawnedProcess;
import io.headrace.nio.channel.EndpointChannel;
import io.headrace.nio.stream.ChannelPassing;
import io.headrace.nio.stream.KernelTransfer;
import io.headrace.os.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * Says whether Headrace works in this JVM. Any thread may call. The first call loads the native library; later calls
 * return the same result.
 */
public final class Headrace {

    private Headrace() {}

    /** Whether the native library works here. Never throws. */
    public static boolean isAvailable() {
        return unavailabilityCause() == null;
    }

    /**
     * Why Headrace is not available: a property has a wrong value, or no native library works. Null if it is
     * available. The message names every place that was searched and what was wrong there. Never throws.
     */
    public static Throwable unavailabilityCause() {
        return Installation.get().cause();
    }

    /** The backend in use, such as {@code epoll}; null if Headrace is not available. */
    public static String backend() {
        Installation installation = Installation.get();
        return installation.transport() == null
                ? null
                : installation.transport().backend();
    }

    /**
     * Whether this platform has a feature that {@code java.nio} has no words for. False if Headrace is not available.
     * Never throws.
     */
    public static boolean supports(Feature feature) {
        Objects.requireNonNull(feature, "feature");
        Installation installation = Installation.get();
        return installation.isAvailable() && feature.isIn(installation.transport());
    }

    /**
     * Sends bytes of a file to a socket or to the end of a pipe. They do not come to the memory of this process, on any
     * JDK and without {@code --add-exports} (sendfile(2)). The position of the file does not change. {@code
     * FileChannel.transferTo} maps files on JDK 25, and copies without exports before.
     *
     * <p>In blocking mode it sends until all is sent or the file ends. In non-blocking mode it sends what the channel
     * takes now. It counts as a write of the channel: threads, close and interrupt are those of {@code write}. Do not
     * close the file meanwhile.
     *
     * @param file a channel of the JDK that is open for reading
     * @param position from 0; from the end of the file on, nothing is sent
     * @param count how many bytes at most, from 0
     * @param target a SocketChannel or Pipe.SinkChannel of {@link HeadraceSelectorProvider}
     * @return how many bytes were sent. Less than {@code count} if the file is shorter or became so, or in non-blocking
     *     mode
     * @throws UnsupportedOperationException this platform lacks {@link Feature#TRANSFER}
     * @throws IllegalArgumentException a number is negative, or a channel is of another kind or provider
     * @throws java.nio.channels.NonReadableChannelException the file is not open for reading
     * @throws IOException as {@code write} of the channel; on FreeBSD and macOS also for a pipe
     * @see <a href="https://man7.org/linux/man-pages/man2/sendfile.2.html">sendfile(2)</a>
     */
    public static long transfer(FileChannel file, long position, long count, WritableByteChannel target)
            throws IOException {
        Feature.TRANSFER.require();
        Objects.requireNonNull(file, "file");
        EndpointChannel to = own(target);
        ensurePositive("position", position);
        ensurePositive("count", count);
        return KernelTransfer.send(file, position, count, to);
    }

    /**
     * Moves bytes between sockets and pipes. They do not come to the memory of this process (splice(2)). One of the two
     * has to be the end of a pipe: to move bytes from socket to socket, open a pipe and go by way of it.
     *
     * <p>If both channels are in blocking mode, it waits until something was moved. Else it moves what there is now, as
     * far as there is room. It counts as a read of the source and a write of the target.
     *
     * @param source a SocketChannel or Pipe.SourceChannel of {@link HeadraceSelectorProvider}
     * @param target a SocketChannel or Pipe.SinkChannel of it
     * @param count how many bytes at most, from 0
     * @return how many bytes were moved; 0 if the source has none now or the target no room; -1 at the end of the
     *     source
     * @throws UnsupportedOperationException this platform lacks {@link Feature#SPLICE}
     * @throws IllegalArgumentException the count is negative, neither channel is a pipe, or one is of another kind or
     *     provider
     * @throws IOException as {@code read} of the source and {@code write} of the target
     * @see <a href="https://man7.org/linux/man-pages/man2/splice.2.html">splice(2)</a>
     */
    public static long splice(ReadableByteChannel source, WritableByteChannel target, long count) throws IOException {
        Feature.SPLICE.require();
        EndpointChannel from = own(source);
        EndpointChannel to = own(target);
        ensurePositive("count", count);
        if (!KernelTransfer.isPipe(from) && !KernelTransfer.isPipe(to)) {
            throw new IllegalArgumentException("neither channel is a pipe: put one between them");
        }
        return KernelTransfer.splice(from, to, count);
    }

    /**
     * Lets a pipe hold more bytes, or fewer, than the 64 KiB that the system gives it (F_SETPIPE_SZ). A {@link #splice}
     * moves no more than the pipe holds, so a proxy makes fewer calls, and takes less CPU time, with 1 MiB. The setting
     * {@code fs.pipe-max-size} is the most that a process without privileges may ask for.
     *
     * @param sink a Pipe.SinkChannel of {@link HeadraceSelectorProvider}
     * @param bytes from 1; the system rounds up, to 4,096 times a power of two on most machines
     * @return how many bytes the pipe has room for now, those that are in it included
     * @throws UnsupportedOperationException this platform lacks {@link Feature#SPLICE}
     * @throws IllegalArgumentException the number is not positive, or the channel is of another provider
     * @throws java.nio.channels.ClosedChannelException the channel is closed
     * @throws IOException the pipe holds more than that (EBUSY), or the system allows no such size (EPERM)
     * @see <a href="https://man7.org/linux/man-pages/man2/F_GETPIPE_SZ.2const.html">F_SETPIPE_SZ(2const)</a>
     */
    public static int resizePipe(Pipe.SinkChannel sink, int bytes) throws IOException {
        Feature.SPLICE.require();
        EndpointChannel own = own(sink);
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: " + bytes + ", allowed are 1 and more");
        }
        return KernelTransfer.resize(own, bytes);
    }

    /**
     * The channels of all sockets and FIFOs that systemd has passed to this service (socket activation), in its order.
     * Empty if it has passed none to this process: {@code LISTEN_PID} has to be its own.
     *
     * <p>Each call returns the same channels. They are in blocking mode. Closing one closes the socket of this process;
     * systemd keeps its own. The sockets become non-blocking (O_NONBLOCK) for every process that shares them, and
     * are not inherited by processes that this one starts.
     *
     * <p>{@code System.inheritedChannel()} returns one socket that is standard input ({@code StandardInput=socket}).
     *
     * @throws UnsupportedOperationException this platform lacks {@link Feature#INHERITED_CHANNELS}
     * @throws IOException {@code LISTEN_PID} or {@code LISTEN_FDS} is not a number
     * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/sd_listen_fds.html">sd_listen_fds(3)</a>
     */
    public static List<InheritedSocket> inheritedChannels() throws IOException {
        Transport transport = Feature.INHERITED_CHANNELS.require();
        List<InheritedSocket> all = new ArrayList<>();
        for (PassedSockets.Passed each : PassedSockets.get(HeadraceSelectorProvider.provider(), transport)) {
            all.add(new InheritedSocket(each.name(), each.descriptor(), each.channel(), each.problem()));
        }
        return all;
    }

    /**
     * Writes bytes to a Unix domain socket, and channels with the first of them. The peer gets a descriptor of each
     * (SCM_RIGHTS) and this process keeps its own: both use one and the same socket or file from then on. Close yours
     * if the peer shall be the only one.
     *
     * <p>It counts as a write of the channel. In blocking mode it waits until all bytes are sent. In non-blocking mode
     * it returns 0 if nothing was sent, and no channel either.
     *
     * <p>A channel that was passed takes care not to disturb the peer: its close shuts nothing down. So let no thread
     * read in a connection when you pass it. What this process has received already stays here. A pipe or socket is
     * non-blocking (O_NONBLOCK) for every process that shares it.
     *
     * @param over a SocketChannel of the Unix domain
     * @param bytes at least one
     * @param channels channels of {@link HeadraceSelectorProvider} and FileChannels of the JDK, at most 253
     * @return how many bytes were written
     * @throws UnsupportedOperationException this platform lacks {@link Feature#PASS_CHANNELS}, or a DatagramChannel has
     *     received joined datagrams for a {@link DatagramBatch}
     * @throws IllegalArgumentException there are no bytes, too many channels, or a channel is of another kind or
     *     provider
     * @throws java.nio.channels.ConnectionPendingException a channel of them is being connected
     * @throws java.nio.channels.ClosedChannelException a channel of them is closed
     * @throws IOException as {@code write}; also if too many descriptors are on their way (ETOOMANYREFS)
     * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
     */
    public static int sendChannels(SocketChannel over, ByteBuffer bytes, Channel... channels) throws IOException {
        Feature.PASS_CHANNELS.require();
        EndpointChannel to = own(over);
        Objects.requireNonNull(bytes, "bytes");
        return ChannelPassing.send(to, bytes, channels.clone());
    }

    /**
     * Reads bytes from a Unix domain socket, and the channels that came with them. A read ends before bytes with which
     * other channels came, so one call returns those of one message at most. Channels that come while somebody calls
     * {@code read} are closed by the system.
     *
     * <p>It counts as a read of the channel. Descriptors are close-on-exec from the start. Close the result: that
     * closes the channels which you did not take.
     *
     * @param over a SocketChannel of the Unix domain
     * @param bytes with room for at least one
     * @throws UnsupportedOperationException this platform lacks {@link Feature#PASS_CHANNELS}
     * @throws IllegalArgumentException the buffer has no room, or the channel is of another kind or provider
     * @throws IOException as {@code read}
     * @see <a href="https://man7.org/linux/man-pages/man7/unix.7.html">unix(7)</a>
     */
    public static ReceivedChannels receiveChannels(SocketChannel over, ByteBuffer bytes) throws IOException {
        Transport transport = Feature.PASS_CHANNELS.require();
        EndpointChannel from = own(over);
        Objects.requireNonNull(bytes, "bytes");
        return new ReceivedChannels(transport.sockets(), ChannelPassing.receive(from, bytes));
    }

    /**
     * Starts a process whose standard input, descriptor 0, is a channel. It has no other descriptor of this process but
     * standard output and standard error. A Java program gets the channel by {@code System.inheritedChannel()}, if it
     * is a socket.
     *
     * <p>The channel stays open here; the rules of {@link #sendChannels} hold. A connection in blocking mode is
     * blocking for the process too, any other channel is not. Environment and folder are those of this process, and no
     * signal is blocked. {@code getOutputStream()} and the other streams of the result are empty.
     *
     * @param input a channel of {@link HeadraceSelectorProvider}, or a FileChannel of the JDK
     * @param command the program, looked for in {@code PATH} if it has no slash, and its arguments
     * @throws UnsupportedOperationException this platform lacks {@link Feature#SPAWN}
     * @throws IllegalArgumentException there is no command, or the channel is of another kind or provider
     * @throws IOException the program cannot be run; the text says why
     * @see <a href="https://man7.org/linux/man-pages/man3/exec.3.html">exec(3)</a>
     */
    public static Process spawn(Channel input, String... command) throws IOException {
        Transport transport = Feature.SPAWN.require();
        Objects.requireNonNull(input, "input");
        if (command.length == 0) {
            throw new IllegalArgumentException("no command");
        }
        return SpawnedProcess.start(transport.sockets(), input, List.of(command));
    }

    private static EndpointChannel own(Channel channel) {
        if (Objects.requireNonNull(channel, "channel") instanceof EndpointChannel own) {
            return own;
        }
        throw new IllegalArgumentException("no channel of Headrace: " + channel);
    }

    private static void ensurePositive(String name, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " is negative: " + number);
        }
    }

    /**
     * Bytes of memory outside the heap that Headrace has allocated and not freed, for selectors, for operations in
     * progress and for a small cache. They are no direct buffers: {@code -XX:MaxDirectMemorySize} does not count them.
     * 0 if Headrace is not available.
     */
    public static long memoryBytes() {
        return isAvailable() ? NativeMemory.allocated() : 0;
    }

    /** The most that {@link #memoryBytes} has ever been in this process. */
    public static long peakMemoryBytes() {
        return isAvailable() ? NativeMemory.most() : 0;
    }

    /**
     * What JMX shows, for those who read it without JMX, and for those who register it in an MBean server of their
     * own. Where Headrace is the provider of the JVM, it is registered already.
     */
    public static HeadraceMXBean mxBean() {
        return new Overview();
    }

    /** The version of these classes, such as {@code 0.1.0}; {@code unknown} if a security manager hides it. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = openVersion()) {
            if (in == null) {
                return "unknown";
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static InputStream openVersion() throws IOException {
        byte[] own = OwnJar.read("io/headrace/version.properties");
        return own == null ? Headrace.class.getResourceAsStream("version.properties") : new ByteArrayInputStream(own);
    }
}
