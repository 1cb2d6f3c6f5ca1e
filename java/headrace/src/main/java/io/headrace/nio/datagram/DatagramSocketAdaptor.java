// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.AdaptorErrors;
import io.headrace.nio.channel.AdaptorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import java.util.Set;

/** The DatagramSocket that {@link DatagramChannel#socket} answers: each public method is the channel's. */
final class DatagramSocketAdaptor extends MulticastSocket {
    private static final int MOST_PORT = 65535;
    private static final int MOST_TTL = 255;

    private final UdpDatagramChannel channel;
    private final PacketAdaptor packets;

    /** What {@link #getNetworkInterface} answers where none was set: index 0, and the wildcard address. */
    private final NetworkInterface noInterface;

    private final AdaptorOptions options;

    /** Of the interface that was set by {@link #setInterface}; guarded by this. */
    private InetAddress interfaceAddress;

    /** The one constructor there is outside of java.base opens a socket of its own. */
    private DatagramSocketAdaptor(UdpDatagramChannel channel) throws IOException {
        super((SocketAddress) null);
        this.channel = channel;
        options = new AdaptorOptions(channel);
        packets = new PacketAdaptor(channel);
        try {
            noInterface = super.getNetworkInterface();
        } finally {
            super.close();
        }
    }

    static DatagramSocket of(UdpDatagramChannel channel) {
        try {
            return new DatagramSocketAdaptor(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- connection

    @Override
    public void bind(SocketAddress local) throws SocketException {
        if (local != null) {
            internet(local);
        }
        AdaptorErrors.translateAll(() -> channel.bind(local));
    }

    @Override
    public void connect(InetAddress address, int port) {
        if (address == null) {
            throw new IllegalArgumentException("Address can't be null");
        }
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("connect: " + port + ", allowed are 0 to " + MOST_PORT);
        }
        try {
            connect(new InetSocketAddress(address, port));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void connect(SocketAddress remote) throws SocketException {
        if (remote == null) {
            throw new IllegalArgumentException("Address can't be null");
        }
        internet(remote);
        AdaptorErrors.translateAll(() -> {
            try {
                return channel.connect(remote, true);
            } catch (ClosedChannelException noEffect) {
                return channel;
            }
        });
    }

    @Override
    public void disconnect() {
        try {
            channel.disconnect();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isBound() {
        return channel.localAddress() != null;
    }

    @Override
    public boolean isConnected() {
        return channel.remoteAddress() != null;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public DatagramChannel getChannel() {
        return channel;
    }

    // ---- addresses

    @Override
    public InetAddress getInetAddress() {
        InetSocketAddress remote = channel.remoteAddress();
        return remote == null ? null : remote.getAddress();
    }

    @Override
    public int getPort() {
        InetSocketAddress remote = channel.remoteAddress();
        return remote == null ? -1 : remote.getPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return channel.remoteAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        if (isClosed()) {
            return null;
        }
        InetSocketAddress local = channel.localAddress();
        return local == null ? new InetSocketAddress(0).getAddress() : local.getAddress();
    }

    @Override
    public int getLocalPort() {
        if (isClosed()) {
            return -1;
        }
        InetSocketAddress local = channel.localAddress();
        return local == null ? 0 : local.getPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return isClosed() ? null : channel.localAddress();
    }

    // ---- datagrams

    @Override
    public void send(DatagramPacket packet) throws IOException {
        packets.send(packet);
    }

    @Override
    @Deprecated
    public void send(DatagramPacket packet, byte ttl) throws IOException {
        synchronized (this) {
            int before = getTimeToLive();
            setTimeToLive(Byte.toUnsignedInt(ttl));
            try {
                send(packet);
            } finally {
                setTimeToLive(before);
            }
        }
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        packets.receive(packet, options.timeoutNanos());
    }

    // ---- groups

    @Override
    @Deprecated
    public void joinGroup(InetAddress group) throws IOException {
        Objects.requireNonNull(group);
        try {
            joinGroup(new InetSocketAddress(group, 0), null);
        } catch (IllegalArgumentException e) {
            throw (SocketException) new SocketException(e.getMessage()).initCause(e);
        }
    }

    @Override
    @Deprecated
    public void leaveGroup(InetAddress group) throws IOException {
        Objects.requireNonNull(group);
        leaveGroup(new InetSocketAddress(group, 0), null);
    }

    @Override
    public void joinGroup(SocketAddress address, NetworkInterface networkInterface) throws IOException {
        InetAddress group = group(address);
        synchronized (this) {
            NetworkInterface on = orDefault(networkInterface);
            if (channel.memberships().find(group, on) != null) {
                throw new SocketException("Already a member of group " + group);
            }
            AdaptorErrors.translate(() -> channel.join(group, on));
        }
    }

    @Override
    public void leaveGroup(SocketAddress address, NetworkInterface networkInterface) throws IOException {
        InetAddress group = group(address);
        synchronized (this) {
            Membership member = channel.memberships().find(group, orDefault(networkInterface));
            if (member == null) {
                throw new SocketException("Not a member of group " + group);
            }
            member.drop();
        }
    }

    private InetAddress group(SocketAddress address) throws SocketException {
        if (address == null) {
            throw new IllegalArgumentException("Address can't be null");
        }
        InetAddress group = internet(address).getAddress();
        if (!group.isMulticastAddress()) {
            throw new SocketException("Not a multicast address: " + group);
        }
        options.ensureOpen();
        return group;
    }

    private NetworkInterface orDefault(NetworkInterface networkInterface) throws SocketException {
        return networkInterface == null ? getNetworkInterface() : networkInterface;
    }

    @Override
    @Deprecated
    public void setInterface(InetAddress address) throws SocketException {
        if (address == null) {
            throw new SocketException("Address can't be null");
        }
        NetworkInterface networkInterface = NetworkInterface.getByInetAddress(address);
        if (networkInterface == null) {
            throw new SocketException("No interface has the address " + address);
        }
        synchronized (this) {
            options.set(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
            interfaceAddress = address;
        }
    }

    @Override
    @Deprecated
    public InetAddress getInterface() throws SocketException {
        synchronized (this) {
            NetworkInterface networkInterface = getNetworkInterface();
            return interfaceAddress != null && networkInterface.inetAddresses().anyMatch(interfaceAddress::equals)
                    ? interfaceAddress
                    : networkInterface
                            .inetAddresses()
                            .findFirst()
                            .orElseThrow(() -> new SocketException("No address of " + networkInterface));
        }
    }

    @Override
    public void setNetworkInterface(NetworkInterface networkInterface) throws SocketException {
        options.set(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
    }

    @Override
    public NetworkInterface getNetworkInterface() throws SocketException {
        NetworkInterface networkInterface = options.get(StandardSocketOptions.IP_MULTICAST_IF);
        return networkInterface == null ? noInterface : networkInterface;
    }

    @Override
    @Deprecated
    public void setLoopbackMode(boolean disable) throws SocketException {
        options.set(StandardSocketOptions.IP_MULTICAST_LOOP, !disable);
    }

    @Override
    @Deprecated
    public boolean getLoopbackMode() throws SocketException {
        return !options.get(StandardSocketOptions.IP_MULTICAST_LOOP);
    }

    @Override
    @Deprecated
    public void setTTL(byte ttl) throws IOException {
        setTimeToLive(Byte.toUnsignedInt(ttl));
    }

    @Override
    @Deprecated
    public byte getTTL() throws IOException {
        return (byte) getTimeToLive();
    }

    @Override
    public void setTimeToLive(int ttl) throws IOException {
        if (ttl < 0 || ttl > MOST_TTL) {
            throw new IllegalArgumentException("ttl " + ttl + ", allowed are 0 to " + MOST_TTL);
        }
        options.set(StandardSocketOptions.IP_MULTICAST_TTL, ttl);
    }

    @Override
    public int getTimeToLive() throws IOException {
        return options.get(StandardSocketOptions.IP_MULTICAST_TTL);
    }

    // ---- options

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        options.setTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return options.timeout();
    }

    @Override
    public void setSendBufferSize(int size) throws SocketException {
        options.setBufferSize(StandardSocketOptions.SO_SNDBUF, size, "Invalid send size");
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return options.get(StandardSocketOptions.SO_SNDBUF);
    }

    @Override
    public void setReceiveBufferSize(int size) throws SocketException {
        options.setBufferSize(StandardSocketOptions.SO_RCVBUF, size, "Invalid receive size");
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return options.get(StandardSocketOptions.SO_RCVBUF);
    }

    @Override
    public void setReuseAddress(boolean on) throws SocketException {
        options.set(StandardSocketOptions.SO_REUSEADDR, on);
    }

    @Override
    public boolean getReuseAddress() throws SocketException {
        return options.get(StandardSocketOptions.SO_REUSEADDR);
    }

    @Override
    public void setBroadcast(boolean on) throws SocketException {
        options.set(StandardSocketOptions.SO_BROADCAST, on);
    }

    @Override
    public boolean getBroadcast() throws SocketException {
        return options.get(StandardSocketOptions.SO_BROADCAST);
    }

    @Override
    public void setTrafficClass(int trafficClass) throws SocketException {
        options.set(StandardSocketOptions.IP_TOS, trafficClass);
    }

    @Override
    public int getTrafficClass() throws SocketException {
        return options.get(StandardSocketOptions.IP_TOS);
    }

    @Override
    public <T> DatagramSocket setOption(SocketOption<T> name, T value) throws IOException {
        channel.setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return channel.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return channel.supportedOptions();
    }

    // ---- checks

    private static InetSocketAddress internet(SocketAddress address) throws SocketException {
        if (!(address instanceof InetSocketAddress inet)) {
            throw new IllegalArgumentException("Unsupported address type");
        }
        if (inet.isUnresolved()) {
            throw new SocketException("Unresolved address");
        }
        return inet;
    }
}
