// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;

/** {@code GET /reset?size=&after=}: promises a body of one size, sends some bytes of it and resets the connection. */
final class ResetExchange extends Exchange {

    private final long size;
    private final int after;

    ResetExchange(HttpRequest request, QueryStringDecoder query) {
        super(request);
        size = number(query, "size", 0);
        after = (int) number(query, "after", 0);
    }

    @Override
    void requestEnded(ChannelHandlerContext context) {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        head(context, size);
        context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(Body.bytes(0, after))))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
