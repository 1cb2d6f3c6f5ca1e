// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What a server answers to a few requests, as lines that can be compared: status, headers, length and body, without
 * what is to be ignored.
 */
record Answers(int status, List<String> lines) {
    private static final int REQUESTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CONTEXT = 2;
    private static final int MOST_LINES = 60;
    private static final int HEX_LINE = 32;
    private static final String IGNORED = "(ignored)";

    static {
        // a user may say what Host is asked for
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,connection");
    }

    /** Names of headers in lower case, and what of the text of an answer does not count. */
    record Ignored(Set<String> headers, List<Pattern> texts) {}

    static Answers of(UserRequest request, Ignored ignored) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .sslContext(trustingAll())
                .build();
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request.uri()).timeout(PATIENCE).GET();
        request.allHeaders()
                .forEach(header -> builder.header(
                        UserRequest.nameOf(header),
                        header.substring(header.indexOf(':') + 1).strip()));
        List<String> lines = new ArrayList<>();
        int status = 0;
        for (int i = 0; i < REQUESTS; i++) {
            HttpResponse<byte[]> answer = client.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
            status = answer.statusCode();
            lines.addAll(lines(answer, ignored));
        }
        return new Answers(status, lines);
    }

    private static List<String> lines(HttpResponse<byte[]> answer, Ignored ignored) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        StringBuilder text = new StringBuilder("status " + answer.statusCode() + "\n");
        headers.forEach((name, values) -> {
            if (!ignored.headers.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(
                        value -> text.append(name).append(": ").append(value).append('\n'));
            }
        });
        String body = text(answer.body());
        for (Pattern pattern : ignored.texts) {
            body = pattern.matcher(body).replaceAll(IGNORED);
        }
        int length = ignored.texts.isEmpty() ? answer.body().length : body.length();
        return text.append("body of ")
                .append(length)
                .append(" bytes\n")
                .append(body)
                .toString()
                .lines()
                .toList();
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            // no text: as hexadecimal digits
            return HexFormat.of().formatHex(body).replaceAll("(.{" + HEX_LINE + "})", "$1\n");
        }
    }

    /** As diff -u shows it, at most sixty lines; empty where there is none. */
    String difference(String name, Answers other, String otherName) {
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                name, otherName, lines, DiffUtils.diff(lines, other.lines), CONTEXT);
        String shown = String.join("\n", diff.subList(0, Math.min(MOST_LINES, diff.size())));
        return diff.size() <= MOST_LINES ? shown : shown + "\n… and " + (diff.size() - MOST_LINES) + " lines more";
    }

    /** The server is the user's own, on this machine. */
    private static SSLContext trustingAll() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new X509ExtendedTrustManager[] {new TrustAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS in this JVM", e);
        }
    }

    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
