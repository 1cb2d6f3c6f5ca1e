// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.channels.SocketChannel;

/** Counts one connection in and out, and calls its handler's begin and end. The thread that serves it. */
final class ConnectionLife {
    private final ServerCore core;
    private final SocketChannel channel;
    private final StreamHandler handler;
    private final Live live;
    private final Runnable afterwards;
    private boolean isSetUp;
    private boolean isOver;

    /** @param afterwards when all is over: the next connection may come */
    ConnectionLife(ServerCore core, SocketChannel channel, StreamHandler handler, Live live, Runnable afterwards) {
        this.core = core;
        this.channel = channel;
        this.handler = handler;
        this.live = live;
        this.afterwards = afterwards;
    }

    void setUp(Connection connection) throws Exception {
        handler.setup(connection);
        isSetUp = true;
    }

    /** Once; later calls have no effect. */
    void end(Connection connection) {
        if (isOver) {
            return;
        }
        isOver = true;
        try {
            if (isSetUp) {
                handler.finish(connection);
            }
        } catch (Exception | Error e) {
            core.report(channel, e);
        } finally {
            core.counters().ended.increment();
            core.live().remove(live);
            afterwards.run();
        }
    }
}
