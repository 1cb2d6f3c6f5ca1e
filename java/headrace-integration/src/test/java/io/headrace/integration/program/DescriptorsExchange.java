// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;

/** {@code GET /descriptors}: what {@link Descriptors} counts in the server. */
final class DescriptorsExchange extends Exchange {

    DescriptorsExchange(HttpRequest request, QueryStringDecoder query) {
        super(request);
    }

    @Override
    void requestEnded(ChannelHandlerContext context) {
        text(context, Descriptors.open().toString());
    }
}
