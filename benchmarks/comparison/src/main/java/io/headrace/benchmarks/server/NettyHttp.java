// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import io.netty.handler.codec.http.HttpServerCodec;

/** An HTTP/1.1 server on Netty, as an application would write it. */
final class NettyHttp {
    private NettyHttp() {}

    static Started start(Arguments arguments) throws Exception {
        TokenBody body = new TokenBody(arguments.size());
        return NettyTransport.of(arguments)
                .listen(channel -> channel.pipeline().addLast(new HttpServerCodec(), new TokenHandler(body)));
    }
}
