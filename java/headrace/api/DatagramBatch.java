// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final class DatagramBatch {
    public static final int JOINED_BYTES = (int) 0;
    public static final int JOINED_MESSAGES = (int) 0;
    public static final int MOST_MESSAGES = (int) 0;
    private DatagramBatch() { super(); }
    public boolean isTruncated(int p0) { throw null; }
    public int add(int p0, int p1, java.net.SocketAddress p2) { throw null; }
    public int capacity() { throw null; }
    public int ecn(int p0) { throw null; }
    public int length(int p0) { throw null; }
    public int offset(int p0) { throw null; }
    public int receive(java.nio.channels.DatagramChannel p0) throws java.io.IOException { throw null; }
    public int send(java.nio.channels.DatagramChannel p0, int p1) throws java.io.IOException { throw null; }
    public int size() { throw null; }
    public int tos(int p0) { throw null; }
    public DatagramBatch clear() { throw null; }
    public DatagramBatch setLocal(int p0, java.net.InetAddress p1) { throw null; }
    public DatagramBatch setTos(int p0, int p1) { throw null; }
    public java.net.InetSocketAddress address(int p0) { throw null; }
    public java.net.InetSocketAddress localAddress(int p0) { throw null; }
    public java.nio.ByteBuffer payload() { throw null; }
    public long dropped(int p0) { throw null; }
    public long timeNanos(int p0) { throw null; }
    public static DatagramBatch allocate(int p0, int p1) { throw null; }
}
