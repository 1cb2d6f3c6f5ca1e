// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final record InheritedSocket(String name, int descriptor, java.nio.channels.Channel channel, String problem) {
}
