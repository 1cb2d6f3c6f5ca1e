// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Hands the frames of a connection to their handler. */
final class FramedStream implements StreamHandler {
    private final FrameDecoder decoder;
    private final FramedHandler handler;
    private FrameHandler ofConnection;

    FramedStream(FrameDecoder decoder, FramedHandler handler) {
        this.decoder = decoder;
        this.handler = handler;
    }

    @Override
    public void setup(Connection connection) throws IOException {
        handler.setup(connection);
        // one object for all frames
        ofConnection = frame -> handler.frame(connection, frame);
    }

    @Override
    public void handle(Connection connection, ByteBuffer input) throws IOException {
        decoder.decode(input, ofConnection);
    }

    @Override
    public void ended(Connection connection) throws IOException {
        decoder.end();
        connection.close();
    }

    @Override
    public boolean isBetweenRequests() {
        return !decoder.isMidFrame();
    }

    @Override
    public void finish(Connection connection) throws IOException {
        handler.finish(connection);
    }
}
