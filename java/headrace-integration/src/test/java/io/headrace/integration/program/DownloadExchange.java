// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;

/** {@code GET /body?seed=&size=[&chunked=1]}: sends a {@link Body}, no faster than the peer takes it. */
final class DownloadExchange extends Exchange {

    private final Body body;
    private final boolean chunked;
    private boolean ended;

    DownloadExchange(HttpRequest request, QueryStringDecoder query) {
        super(request);
        body = new Body(number(query, "seed", 0), number(query, "size", 0));
        chunked = number(query, "chunked", 0) != 0;
    }

    @Override
    void requestEnded(ChannelHandlerContext context) throws IOException {
        context.channel().config().setAutoRead(false);
        head(context, chunked ? -1 : body.size());
        send(context);
    }

    @Override
    void writable(ChannelHandlerContext context) throws IOException {
        send(context);
    }

    private void send(ChannelHandlerContext context) throws IOException {
        while (!ended && context.channel().isWritable()) {
            if (body.remaining() > 0) {
                ByteBuf chunk = context.alloc().buffer(CHUNK);
                chunk.writeBytes(body, CHUNK);
                context.writeAndFlush(new DefaultHttpContent(chunk));
            } else {
                ended = true;
                end(context);
                context.channel().config().setAutoRead(true);
            }
        }
    }
}
