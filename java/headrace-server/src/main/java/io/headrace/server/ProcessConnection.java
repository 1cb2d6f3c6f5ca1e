// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;

/** A connection that a process serves. Any thread. */
final class ProcessConnection implements Live {
    private Process process;
    private boolean isAborted;

    private ProcessConnection() {}

    /** It counts before its process starts: who shuts the server down meanwhile has to wait for it. */
    static void start(ServerCore core, SocketChannel channel, List<String> command, Runnable afterwards)
            throws IOException {
        channel.configureBlocking(true);
        ProcessConnection connection = new ProcessConnection();
        core.live().add(connection);
        try {
            connection.spawn(channel, command);
        } catch (IOException | RuntimeException e) {
            core.live().remove(connection);
            throw e;
        }
        // the process has its own descriptor
        channel.close();
        connection.process.onExit().thenRun(() -> {
            core.counters().ended.increment();
            core.live().remove(connection);
            afterwards.run();
        });
    }

    private synchronized void spawn(SocketChannel channel, List<String> command) throws IOException {
        if (isAborted) {
            throw new IOException("the server was shut down");
        }
        process = HeadraceFeatures.spawn(channel, command);
    }

    /** A process knows itself when its request is over. */
    @Override
    public void stopping() {}

    @Override
    public synchronized void abort() {
        isAborted = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
