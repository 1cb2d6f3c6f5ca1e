// SPDX-License-Identifier: Apache-2.0
/** Event loops and servers over any {@code java.nio}. */
module io.headrace.server {
    requires static io.headrace;
    requires static java.management;
    requires static jdk.jfr;

    exports io.headrace.server;
}
