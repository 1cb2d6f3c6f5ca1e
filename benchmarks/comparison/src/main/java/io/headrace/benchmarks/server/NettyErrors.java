// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;

final class NettyErrors {
    private NettyErrors() {}

    /** A peer that resets its connection is none; whatever else there is, is logged. */
    static void close(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            context.fireExceptionCaught(cause);
        }
        context.close();
    }
}
