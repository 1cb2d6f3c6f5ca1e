// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final class RawSocketOption<T> implements java.net.SocketOption<T> {
    public static final int LARGEST = (int) 0;
    private RawSocketOption() { super(); }
    public int capacity() { throw null; }
    public int level() { throw null; }
    public int number() { throw null; }
    public Class<T> type() { throw null; }
    public String name() { throw null; }
    public String toString() { throw null; }
    public static RawSocketOption<byte[]> bytes(int p0, int p1, int p2) { throw null; }
    public static RawSocketOption<Integer> integer(int p0, int p1) { throw null; }
    public static RawSocketOption<String> text(int p0, int p1, int p2) { throw null; }
}
