// SPDX-License-Identifier: Apache-2.0
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** Vert.x: Main PORT [native]. */
public class Main {
    public static void main(String[] args) {
        boolean preferNative = args.length > 1 && args[1].equals("native");
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(preferNative));
        if (vertx.isNativeTransportEnabled() != preferNative) {
            throw new IllegalStateException(
                    "native transport: asked " + preferNative, vertx.unavailableNativeTransportCause());
        }
        vertx.createHttpServer()
                .requestHandler(request -> request.response().end("Hello, world!\n"))
                .listen(Integer.parseInt(args[0]))
                .await();
    }
}
