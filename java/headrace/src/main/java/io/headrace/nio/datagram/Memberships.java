// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.Inet;
import io.headrace.os.Addresses;
import io.headrace.os.Borrowed;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.MulticastChannel;
import java.util.ArrayList;
import java.util.List;

/** The multicast groups that a datagram channel is a member of. Any thread may call. */
final class Memberships {
    final MulticastChannel channel;
    private final Endpoint endpoint;
    private final int family;

    /** Those that are valid; guarded by this. */
    private final List<Membership> members = new ArrayList<>();

    Memberships(MulticastChannel channel, Endpoint endpoint, int family) {
        this.channel = channel;
        this.endpoint = endpoint;
        this.family = family;
    }

    /** A source of null is all of them; an interface with index 0 is of the system's choice. */
    synchronized Membership join(InetAddress group, NetworkInterface networkInterface, InetAddress source)
            throws IOException {
        checkGroup(group);
        int index = networkInterface.getIndex();
        if (source != null) {
            checkSource(source, group);
        }
        endpoint.enter();
        try {
            Membership existing = existing(group, networkInterface, source);
            if (existing != null) {
                return existing;
            }
            if (group instanceof Inet4Address) {
                Inet.ensureIpv4(networkInterface);
            }
            change(source == null ? Sockets.JOIN : Sockets.JOIN_SOURCE, index, group, source);
            Membership joined = new Membership(this, group, networkInterface, source);
            members.add(joined);
            return joined;
        } finally {
            endpoint.handle.leave();
        }
    }

    /** The membership for all sources; null where there is none. */
    synchronized Membership find(InetAddress group, NetworkInterface networkInterface) {
        return members.stream()
                .filter(member -> member.isOf(group, networkInterface) && member.sourceAddress() == null)
                .findFirst()
                .orElse(null);
    }

    private Membership existing(InetAddress group, NetworkInterface networkInterface, InetAddress source) {
        for (Membership member : members) {
            if (!member.isOf(group, networkInterface)) {
                continue;
            }
            InetAddress before = member.sourceAddress();
            if ((before == null) != (source == null)) {
                throw new IllegalStateException(
                        before == null
                                ? "Already a member for all sources, drop that before joining for one"
                                : "Already a member for " + before + ", drop that before joining for all sources");
            }
            if (source == null || before.equals(source)) {
                return member;
            }
        }
        return null;
    }

    synchronized void drop(Membership member) {
        if (!members.remove(member) || !endpoint.handle.enter()) {
            return;
        }
        try {
            InetAddress source = member.sourceAddress();
            int change = source == null ? Sockets.LEAVE : Sockets.LEAVE_SOURCE;
            // Fails only where the interface is gone, and with it the membership.
            system(change, member.networkInterface().getIndex(), member.group(), source);
        } finally {
            endpoint.handle.leave();
        }
    }

    synchronized void filter(Membership member, boolean block, InetAddress source) throws IOException {
        if (!isValid(member)) {
            throw new IllegalStateException("key is no longer valid");
        }
        checkSource(source, member.group());
        if (!endpoint.handle.enter()) {
            throw new IllegalStateException("key is no longer valid");
        }
        try {
            int change = block ? Sockets.BLOCK_SOURCE : Sockets.UNBLOCK_SOURCE;
            change(change, member.networkInterface().getIndex(), member.group(), source);
        } finally {
            endpoint.handle.leave();
        }
    }

    synchronized boolean isValid(Membership member) {
        return members.contains(member);
    }

    /** The channel is closing: the system ends the memberships with the descriptor. */
    synchronized void endAll() {
        members.clear();
    }

    private void checkGroup(InetAddress group) {
        if (!group.isMulticastAddress()) {
            throw new IllegalArgumentException("Group not a multicast address: " + group);
        }
        if (family == Sockets.INET4 && !(group instanceof Inet4Address)) {
            throw new IllegalArgumentException("Group " + group + ", an IPv4 socket can join IPv4 groups only");
        }
    }

    private static void checkSource(InetAddress source, InetAddress group) {
        if (source.isAnyLocalAddress() || source.isMulticastAddress()) {
            throw new IllegalArgumentException("Source " + source + ", allowed is the address of a host");
        }
        if (source.getClass() != group.getClass()) {
            throw new IllegalArgumentException("Source " + source + " is of another family than group " + group);
        }
    }

    private void change(int change, int index, InetAddress group, InetAddress source) throws IOException {
        long result = system(change, index, group, source);
        if (result < 0 && OsError.kind(result) == OsError.UNSUPPORTED) {
            throw new UnsupportedOperationException(OsError.text(endpoint.sockets, result));
        }
        OsError.check(endpoint.sockets, result);
    }

    private long system(int change, int index, InetAddress group, InetAddress source) {
        try (Borrowed memory = endpoint.sockets.memory().borrow(2 * Addresses.SIZE)) {
            ByteBuffer addresses = memory.bytes();
            Addresses.writeHost(addresses, group);
            if (source != null) {
                ByteBuffer second = addresses.slice(Addresses.SIZE, Addresses.SIZE);
                Addresses.writeHost(second.order(ByteOrder.nativeOrder()), source);
            }
            return endpoint.sockets.membership(endpoint.descriptor(), change, index, addresses);
        }
    }
}
