// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;

/** {@code POST /verify?seed=&size=}: compares the body with a {@link Body}; answers {@code equal} or what differs. */
final class VerifyExchange extends Exchange {

    private final Body expected;
    private Body.Difference difference;

    VerifyExchange(HttpRequest request, QueryStringDecoder query) {
        super(request);
        expected = new Body(number(query, "seed", 0), number(query, "size", 0));
    }

    @Override
    void content(ChannelHandlerContext context, HttpContent content) {
        byte[] bytes = ByteBufUtil.getBytes(content.content());
        compare(() -> expected.requireNext(bytes, bytes.length));
    }

    @Override
    void requestEnded(ChannelHandlerContext context) {
        compare(expected::requireEnd);
        text(context, difference == null ? "equal" : difference.getMessage());
    }

    private void compare(Comparison comparison) {
        try {
            comparison.run();
        } catch (Body.Difference e) {
            difference = difference == null ? e : difference;
        }
    }

    private interface Comparison {
        void run() throws Body.Difference;
    }
}
