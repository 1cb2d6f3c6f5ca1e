// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final record PeerCredentials(long pid, int uid, int gid) {
}
