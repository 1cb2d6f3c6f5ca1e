// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final class AbstractNamespaceAddress extends java.net.SocketAddress {
    private AbstractNamespaceAddress() { super(); }
    public boolean equals(Object p0) { throw null; }
    public byte[] bytes() { throw null; }
    public int hashCode() { throw null; }
    public String toString() { throw null; }
    public static AbstractNamespaceAddress of(byte[] p0) { throw null; }
    public static AbstractNamespaceAddress of(String p0) { throw null; }
}
