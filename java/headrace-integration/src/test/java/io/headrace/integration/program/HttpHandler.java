// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.Map;
import java.util.function.BiFunction;

/** One connection: the requests in their order, each answered by the exchange that its path names. */
final class HttpHandler extends SimpleChannelInboundHandler<HttpObject> {

    private static final Map<String, BiFunction<HttpRequest, QueryStringDecoder, Exchange>> ROUTES = Map.of(
            "/body",
            DownloadExchange::new,
            "/echo",
            EchoExchange::new,
            "/verify",
            VerifyExchange::new,
            "/reset",
            ResetExchange::new,
            "/descriptors",
            DescriptorsExchange::new,
            SharedFile.TARGET,
            FileExchange::new);

    private Exchange exchange;

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) throws Exception {
        if (message.decoderResult().isFailure()) {
            exceptionCaught(context, message.decoderResult().cause());
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(context, request);
        }
        if (message instanceof HttpContent content) {
            exchange.content(context, content);
        }
        if (message instanceof LastHttpContent) {
            exchange.requestEnded(context);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        QueryStringDecoder query = new QueryStringDecoder(request.uri());
        exchange = ROUTES.get(query.path()).apply(request, query);
        if (HttpUtil.is100ContinueExpected(request)) {
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        exchange.requestBegan(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws IOException {
        if (exchange != null && context.channel().isWritable()) {
            exchange.writable(context);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException || cause instanceof PrematureChannelClosureException) {
            context.close();
        } else {
            Parent.fail(cause);
        }
    }
}
