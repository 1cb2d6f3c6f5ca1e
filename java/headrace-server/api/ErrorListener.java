// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

public abstract interface ErrorListener {
    public abstract void failed(java.nio.channels.Channel p0, Throwable p1);
}
