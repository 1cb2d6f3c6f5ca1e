// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.PeerCredentials;
import io.headrace.nio.channel.OptionTable.Row;
import io.headrace.os.Peer;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.nio.ByteBuffer;

/** SO_PEERCRED: who the peer is. */
class PeerForm implements OptionForm {
    @Override
    public int size() {
        return Peer.SIZE;
    }

    @Override
    public long read(Sockets sockets, long descriptor, int family, Row row, ByteBuffer memory) {
        return sockets.peer(descriptor, memory);
    }

    @Override
    public Object value(Sockets sockets, Row row, ByteBuffer memory, long result) throws IOException {
        return new PeerCredentials(Peer.process(memory), Peer.user(memory), Peer.group(memory));
    }

    @Override
    public long write(Sockets sockets, long descriptor, int family, Row row, Object value, ByteBuffer memory)
            throws IOException {
        throw OptionForm.readOnly(row);
    }

    /** The error of a socket without a peer is a ConnectException of any other option. */
    @Override
    public boolean failsAsSocket() {
        return true;
    }
}
