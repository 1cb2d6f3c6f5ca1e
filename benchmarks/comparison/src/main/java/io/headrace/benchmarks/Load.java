// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What the client does: messages of a size in bytes, so many under way on each connection, at a rate a second over all
 * of them or (0) as fast as the answers come; and connections that stay silent.
 *
 * @param request the user's own, or null
 * @param status that all answers to it must have
 * @param shared client and server both run on both processors, where else each has one to itself
 */
public record Load(
        Workload workload,
        int connections,
        int idle,
        int depth,
        int size,
        int rate,
        boolean shared,
        UserRequest request,
        int status) {
    static Load of(Workload workload, int connections, int size) {
        return new Load(workload, connections, 0, 1, size, 0, false, null, 0);
    }

    /** The answers must have a status, or 0: that of the first. */
    static Load of(UserRequest request, int connections, int status) {
        return new Load(Workload.REQUEST, connections, 0, 1, 1, 0, false, request, status);
    }

    Load withConnections(int active, int silent) {
        return new Load(workload, active, silent, depth, size, rate, shared, request, status);
    }

    Load withDepth(int underWay) {
        return new Load(workload, connections, idle, underWay, size, rate, shared, request, status);
    }

    Load withRate(int perSecond) {
        return new Load(workload, connections, idle, depth, size, perSecond, shared, request, status);
    }

    Load onBothProcessors() {
        return new Load(workload, connections, idle, depth, size, rate, true, request, status);
    }

    /** Of all kinds. */
    int opened() {
        return connections + idle;
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--workload=" + workload.argument(),
                "--connections=" + connections,
                "--idle=" + idle,
                "--depth=" + depth,
                "--size=" + size,
                "--rate=" + rate));
        if (request != null) {
            arguments.add("--status=" + status);
            if (request.https()) {
                arguments.add("--tls");
            }
        }
        return arguments;
    }

    /** What the client reads from its standard input. */
    byte[] input() {
        return request == null ? new byte[0] : request.bytes();
    }
}
