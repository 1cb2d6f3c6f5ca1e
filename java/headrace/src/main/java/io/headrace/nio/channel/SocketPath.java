// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import java.io.File;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * File names of sockets as the bytes that the system has for them. A name that the platform's encoding cannot say
 * still is the bytes that it was read as: those are in the path's URI, which is of the absolute path always.
 */
final class SocketPath {
    /** Windows takes UTF-8 whatever its code page is, as the JDK gives it. */
    private static final Charset ENCODING = File.separatorChar == '\\'
            ? StandardCharsets.UTF_8
            : Charset.forName(System.getProperty("sun.jnu.encoding"));

    private SocketPath() {}

    static byte[] bytes(Path path) {
        String text = path.toString();
        byte[] bytes = strictly(text);
        return bytes != null ? bytes : bytesOfUri(path);
    }

    static Path path(byte[] bytes) {
        String text = new String(bytes, ENCODING);
        if (Arrays.equals(bytes, strictly(text))) {
            return Path.of(text);
        }
        if (bytes[0] == '/') {
            return Path.of(uri(bytes));
        }
        byte[] folder = bytesOfUri(workingFolder());
        byte[] absolute = Arrays.copyOf(folder, folder.length + 1 + bytes.length);
        absolute[folder.length] = '/';
        System.arraycopy(bytes, 0, absolute, folder.length + 1, bytes.length);
        return workingFolder().relativize(Path.of(uri(absolute)));
    }

    /** Null where the text has what stands for bytes that mean nothing in the encoding. */
    private static byte[] strictly(String text) {
        if (text.indexOf('\uFFFD') >= 0) {
            return null;
        }
        try {
            ByteBuffer encoded = ENCODING.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOf(encoded.array(), encoded.limit());
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static byte[] bytesOfUri(Path path) {
        byte[] absolute = decoded(path.toAbsolutePath().toUri());
        if (path.isAbsolute()) {
            return absolute;
        }
        byte[] folder = decoded(workingFolder().toUri());
        return Arrays.copyOfRange(absolute, folder.length == 1 ? 1 : folder.length + 1, absolute.length);
    }

    private static Path workingFolder() {
        return Path.of("").toAbsolutePath();
    }

    /** The URI of a folder ends in a slash that is not the path's. */
    private static byte[] decoded(URI uri) {
        String text = uri.getRawPath();
        int end = text.length() > 1 && text.endsWith("/") ? text.length() - 1 : text.length();
        String escaped = text.substring(0, end).replace("+", "%2B");
        return URLDecoder.decode(escaped, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static URI uri(byte[] absolute) {
        StringBuilder text = new StringBuilder("file://");
        for (byte b : absolute) {
            if (b == '/') {
                text.append('/');
            } else {
                text.append(String.format("%%%02X", b));
            }
        }
        return URI.create(text.toString());
    }
}
