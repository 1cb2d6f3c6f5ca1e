// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One request and its response. All calls come from the connection's event loop. */
abstract class Exchange {

    static final int CHUNK = 16 << 10;

    private final boolean keepAlive;

    Exchange(HttpRequest request) {
        this.keepAlive = HttpUtil.isKeepAlive(request);
    }

    static long number(QueryStringDecoder query, String name, long otherwise) {
        var values = query.parameters().get(name);
        return values == null ? otherwise : Long.parseLong(values.get(0));
    }

    void requestBegan(ChannelHandlerContext context) {}

    void content(ChannelHandlerContext context, HttpContent content) throws IOException {}

    abstract void requestEnded(ChannelHandlerContext context) throws IOException;

    void writable(ChannelHandlerContext context) throws IOException {}

    /** Writes the head of the response; a negative length means chunks. */
    final void head(ChannelHandlerContext context, long length) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("X-Connection", context.channel().id().asShortText());
        HttpUtil.setKeepAlive(head, keepAlive);
        if (length < 0) {
            HttpUtil.setTransferEncodingChunked(head, true);
        } else {
            head.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        }
        context.write(head);
    }

    final void text(ChannelHandlerContext context, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(context, bytes.length);
        context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
        end(context);
    }

    final void end(ChannelHandlerContext context) {
        ChannelFuture written = context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
