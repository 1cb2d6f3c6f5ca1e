// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;

/** {@code POST /echo}: sends the request's body back while it comes, and stops reading where the peer stops. */
final class EchoExchange extends Exchange {

    private final long length;

    EchoExchange(HttpRequest request, QueryStringDecoder query) {
        super(request);
        length = HttpUtil.getContentLength(request, -1L);
    }

    @Override
    void requestBegan(ChannelHandlerContext context) {
        head(context, length);
    }

    @Override
    void content(ChannelHandlerContext context, HttpContent content) {
        context.writeAndFlush(new DefaultHttpContent(content.content().retain()));
        context.channel().config().setAutoRead(context.channel().isWritable());
    }

    @Override
    void requestEnded(ChannelHandlerContext context) {
        end(context);
    }

    @Override
    void writable(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(true);
    }
}
