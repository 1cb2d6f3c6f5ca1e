// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public enum Feature {
    RAW_SOCKET_OPTIONS,
            DATAGRAM_BATCH,
            TRANSFER,
            SPLICE,
            INHERITED_CHANNELS,
            UNIX_DATAGRAM,
            PASS_CHANNELS,
            SPAWN,
            EXCLUSIVE;
}
