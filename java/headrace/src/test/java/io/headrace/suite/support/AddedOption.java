// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.net.SocketOption;

/** The options that only Headrace has: by the name of their class, which need not be loaded. */
public final class AddedOption {
    private AddedOption() {}

    public static boolean is(SocketOption<?> option) {
        return option.getClass().getName().startsWith("io.headrace.HeadraceSocketOptions");
    }
}
