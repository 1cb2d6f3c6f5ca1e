// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.headrace.integration.program.Body;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1.1 by hand over {@link Socket}, in which no SelectorProvider has a part: the test decides on each byte and its
 * time.
 */
final class Connection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    Connection(int port) throws IOException {
        this(port, 0);
    }

    /** With a receive buffer of about {@code receiveBuffer} bytes, or the system's own for 0. */
    Connection(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    static byte[] get(String target) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(target).getBytes(ISO_8859_1);
    }

    static byte[] post(String target, long length) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
                .formatted(target, length)
                .getBytes(ISO_8859_1);
    }

    void send(byte[] bytes) throws IOException {
        send(bytes, 0, bytes.length);
    }

    void send(byte[] bytes, int from, int to) throws IOException {
        socket.getOutputStream().write(bytes, from, to - from);
    }

    void send(Body body) throws IOException {
        byte[] chunk = new byte[1 << 16];
        for (int n; (n = body.read(chunk)) > 0; ) {
            send(chunk, 0, n);
        }
    }

    Response receive() throws IOException {
        String status = line();
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        InputStream body = "chunked".equals(headers.get("transfer-encoding"))
                ? new ChunkedBody(this)
                : new SizedBody(in, Long.parseLong(headers.getOrDefault("content-length", "0")));
        return new Response(status, headers, body);
    }

    /** Asks for a body and compares it. */
    Response require(Body body) throws IOException {
        send(get("/body?seed=%d&size=%d".formatted(body.seed(), body.size())));
        return receiveEqual(body);
    }

    Response receiveEqual(Body body) throws IOException {
        Response response = receive();
        body.requireEqual(response.body());
        return response;
    }

    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c; (c = in.read()) != '\n'; ) {
            if (c < 0) {
                throw new EOFException("after \"%s\"".formatted(line));
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    InputStream in() {
        return in;
    }

    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes with a reset instead of an end of stream. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
