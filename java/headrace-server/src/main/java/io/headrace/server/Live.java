// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

/** A connection or session that a server has to end. Any thread may call. */
interface Live {

    /** The server shuts down: end once no request is under way. */
    void stopping();

    /** End now. */
    void abort();
}
