// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;

/** A connection that a process serves. Any thread. */
final class ProcessConnection implements Live {
    private final Process process;

    private ProcessConnection(Process process) {
        this.process = process;
    }

    static void start(ServerCore core, SocketChannel channel, List<String> command, Runnable afterwards)
            throws IOException {
        channel.configureBlocking(true);
        ProcessConnection connection = new ProcessConnection(HeadraceFeatures.spawn(channel, command));
        // the process has its own descriptor
        channel.close();
        core.live().add(connection);
        connection.process.onExit().thenRun(() -> {
            core.counters().ended.increment();
            core.live().remove(connection);
            afterwards.run();
        });
    }

    /** A process knows itself when its request is over. */
    @Override
    public void stopping() {}

    @Override
    public void abort() {
        process.destroyForcibly();
    }
}
