// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.os.FeatureNumber;
import io.headrace.os.Poller;
import io.headrace.os.Transport;

/**
 * What Headrace has beyond {@code java.nio}, and not every platform has. {@link Headrace#supports} says whether this
 * one does. Without it the methods concerned throw an UnsupportedOperationException that names the feature. Socket
 * options are no features: {@link HeadraceSocketOptions#of} lists those of a channel.
 *
 * <p>Later versions may add constants.
 */
public enum Feature {
    /** {@link RawSocketOption}. */
    RAW_SOCKET_OPTIONS(FeatureNumber.RAW_OPTIONS),

    /** {@link DatagramBatch}. */
    DATAGRAM_BATCH(FeatureNumber.DATAGRAM_BATCH),

    /** {@link Headrace#transfer}. */
    TRANSFER(FeatureNumber.TRANSFER),

    /** {@link Headrace#splice} and {@link Headrace#resizePipe}. */
    SPLICE(FeatureNumber.SPLICE),

    /** {@link Headrace#inheritedChannels}. */
    INHERITED_CHANNELS(FeatureNumber.INHERITED_CHANNELS),

    /**
     * {@link HeadraceSelectorProvider#openDatagramChannel(java.net.ProtocolFamily)} with
     * {@link java.net.StandardProtocolFamily#UNIX}.
     */
    UNIX_DATAGRAM(FeatureNumber.UNIX_DATAGRAM),

    /** {@link Headrace#sendChannels} and {@link Headrace#receiveChannels}. */
    PASS_CHANNELS(FeatureNumber.PASS_CHANNELS),

    /** {@link Headrace#spawn}. */
    SPAWN(FeatureNumber.SPAWN),

    /** {@link HeadraceSelector#registerExclusive}. The backend epoll has it. */
    EXCLUSIVE(0, Poller.CAP_EXCLUSIVE);

    /** 0 for what is a matter of the backend. */
    private final int number;

    private final int cap;

    Feature(int number) {
        this(number, 0);
    }

    Feature(int number, int cap) {
        this.number = number;
        this.cap = cap;
    }

    boolean isIn(Transport transport) {
        return number == 0 ? (transport.caps() & cap) != 0 : transport.sockets().supports(number);
    }

    /** @throws UnsupportedOperationException the platform lacks it, or Headrace is not available */
    Transport require() {
        Installation installation = Installation.get();
        if (!installation.isAvailable()) {
            throw new UnsupportedOperationException(
                    this + " needs Headrace, which is not available: " + installation.reason(), installation.cause());
        }
        if (!isIn(installation.transport())) {
            throw new UnsupportedOperationException("This platform has no " + this);
        }
        return installation.transport();
    }
}
