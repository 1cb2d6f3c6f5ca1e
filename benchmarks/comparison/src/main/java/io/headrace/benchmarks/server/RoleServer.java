// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.util.List;
import java.util.Set;

/** Something that a server can be started as. */
record RoleServer(int smallestSize, Set<String> keys, Factory factory) {
    interface Factory {
        /** Returns when the server accepts; it serves until the process ends. */
        Started start(Arguments arguments) throws Exception;
    }

    static RoleServer plain(Factory factory, String... keys) {
        return new RoleServer(0, Set.of(keys), factory);
    }

    static RoleServer sized(int smallestSize, Factory factory, String... keys) {
        return new RoleServer(smallestSize, Set.of(keys), factory);
    }

    Started start(List<String> words) throws Exception {
        return factory.start(Arguments.parse(words, smallestSize, keys));
    }
}
