// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.datagram;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.MembershipKey;
import java.nio.channels.MulticastChannel;
import java.util.HashSet;
import java.util.Set;

/** A channel's membership in a multicast group. Any thread may call. */
final class Membership extends MembershipKey {
    private final Memberships memberships;
    private final InetAddress group;
    private final NetworkInterface networkInterface;
    private final InetAddress source;

    /** Guarded by {@link #memberships}. */
    private final Set<InetAddress> blocked = new HashSet<>();

    Membership(Memberships memberships, InetAddress group, NetworkInterface networkInterface, InetAddress source) {
        this.memberships = memberships;
        this.group = group;
        this.networkInterface = networkInterface;
        this.source = source;
    }

    boolean isOf(InetAddress otherGroup, NetworkInterface otherInterface) {
        return group.equals(otherGroup) && networkInterface.equals(otherInterface);
    }

    @Override
    public boolean isValid() {
        return memberships.isValid(this);
    }

    @Override
    public void drop() {
        memberships.drop(this);
    }

    @Override
    public MembershipKey block(InetAddress toBlock) throws IOException {
        if (source != null) {
            throw new IllegalStateException("key is for one source");
        }
        synchronized (memberships) {
            if (!blocked.contains(toBlock)) {
                memberships.filter(this, true, toBlock);
                blocked.add(toBlock);
            }
        }
        return this;
    }

    @Override
    public MembershipKey unblock(InetAddress toUnblock) {
        synchronized (memberships) {
            if (!blocked.contains(toUnblock)) {
                throw new IllegalStateException("not blocked: " + toUnblock);
            }
            try {
                memberships.filter(this, false, toUnblock);
            } catch (IOException e) {
                throw new IllegalStateException("the system unblocks no source of " + this, e);
            }
            blocked.remove(toUnblock);
        }
        return this;
    }

    @Override
    public MulticastChannel channel() {
        return memberships.channel;
    }

    @Override
    public InetAddress group() {
        return group;
    }

    @Override
    public NetworkInterface networkInterface() {
        return networkInterface;
    }

    @Override
    public InetAddress sourceAddress() {
        return source;
    }

    @Override
    public String toString() {
        return "<" + group.getHostAddress() + "," + networkInterface.getName()
                + (source == null ? "" : "," + source.getHostAddress()) + ">";
    }
}
