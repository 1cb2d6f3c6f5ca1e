// SPDX-License-Identifier: Apache-2.0
package io.headrace.server.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Echoes the connection that it has inherited. */
public final class InheritedEcho {
    private InheritedEcho() {}

    /** No arguments. */
    public static void main(String... arguments) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1024);
        try (SocketChannel connection = (SocketChannel) System.inheritedChannel()) {
            while (connection.read(bytes.clear()) >= 0) {
                connection.write(bytes.flip());
            }
        }
    }
}
