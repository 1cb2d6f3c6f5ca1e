// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.lang.annotation.Native;

/** Features of a platform, with the numbers of {@code native/include/hr_socket.h}. */
public final class FeatureNumber {
    @Native
    public static final int RAW_OPTIONS = 1;

    @Native
    public static final int DATAGRAM_BATCH = 2;

    @Native
    public static final int TRANSFER = 3;

    @Native
    public static final int SPLICE = 4;

    @Native
    public static final int INHERITED_CHANNELS = 5;

    @Native
    public static final int UNIX_DATAGRAM = 6;

    @Native
    public static final int PASS_CHANNELS = 7;

    @Native
    public static final int SPAWN = 8;

    private FeatureNumber() {}
}
