// SPDX-License-Identifier: Apache-2.0
/** A native transport behind {@code java.nio}. */
module io.headrace {
    requires static java.instrument;
    requires static java.management;
    requires static jdk.jfr;
    requires static jdk.net;

    exports io.headrace;
}
