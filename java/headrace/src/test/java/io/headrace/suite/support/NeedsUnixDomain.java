// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;

/** Windows has Unix domain sockets since Windows 10 1803, and Wine has none. Elsewhere the tests are never left out. */
@EnabledIf(
        value = "io.headrace.suite.support.NeedsUnixDomain$Platform#hasThem",
        disabledReason = "no Unix domain sockets")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsUnixDomain {

    /** Tries it, by the provider that is tested. */
    final class Platform {
        private Platform() {}

        public static boolean hasThem() throws IOException {
            if (!OS.WINDOWS.isCurrentOs()) {
                return true;
            }
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                return channel.isOpen();
            } catch (UnsupportedOperationException none) {
                return false;
            }
        }
    }
}
