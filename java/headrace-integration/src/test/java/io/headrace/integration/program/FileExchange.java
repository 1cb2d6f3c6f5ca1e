// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.File;

/** The {@link SharedFile}, by Netty's zero-copy path. */
final class FileExchange extends Exchange {
    FileExchange(HttpRequest request, QueryStringDecoder query) {
        super(request);
    }

    @Override
    void requestEnded(ChannelHandlerContext context) {
        File file = SharedFile.path().toFile();
        head(context, file.length());
        context.write(new DefaultFileRegion(file, 0, file.length()));
        end(context);
    }
}
