// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** {@link HttpClient}: each line of standard input names a server's port and a check, each check has a result. */
public final class HttpClientProgram {

    private static final int[] SIZES = {0, 1, 2, 1000, 16_383, 16_384, 16_385, 65_536, 100_001, 1 << 20};
    private static final long LARGE = 100L << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private int port;
    private long seed;

    private HttpClientProgram() {}

    public static void main(String[] args) throws IOException {
        Parent.describeProvider();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        HttpClientProgram program = new HttpClientProgram();
        for (String command; (command = commands.readLine()) != null; ) {
            String[] words = command.split(" ", 2);
            program.port = Integer.parseInt(words[0]);
            Parent.say("result", result(program.checks().get(words[1])));
        }
    }

    private static String result(Check check) {
        try {
            check.run();
            return "passed";
        } catch (Exception e) {
            e.printStackTrace(System.out);
            return "failed " + e;
        }
    }

    private Map<String, Check> checks() {
        return Map.of(
                "download", this::download,
                "echo", this::echo,
                "keep-alive", this::keepAlive,
                "concurrent", this::concurrent,
                "large download", this::largeDownload,
                "large upload", this::largeUpload,
                "slow reader", this::slowReader,
                "reset", this::reset,
                "refused", this::refused);
    }

    private void download() throws Exception {
        for (int size : SIZES) {
            for (String chunked : List.of("", "&chunked=1")) {
                Body body = new Body(++seed, size);
                body.requireEqual(get(path(body) + chunked).body());
            }
        }
    }

    private void echo() throws Exception {
        for (int size : SIZES) {
            byte[] bytes = Body.bytes(++seed, size);
            BodyPublisher sized = BodyPublishers.ofByteArray(bytes);
            BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new Body(seed, size));
            for (BodyPublisher publisher : List.of(sized, chunked)) {
                new Body(seed, size)
                        .requireEqual(send(request("/echo").POST(publisher)).body());
            }
        }
    }

    private void keepAlive() throws Exception {
        Set<String> connections = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            Body body = new Body(++seed, 100 + i);
            HttpResponse<InputStream> response = get(path(body));
            body.requireEqual(response.body());
            connections.add(response.headers().firstValue("X-Connection").orElseThrow());
        }
        require(connections.size() == 1, "50 requests came over the connections " + connections);
    }

    private void concurrent() throws Exception {
        List<CompletableFuture<byte[]>> responses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            HttpRequest request = request(path(new Body(i, 1000 * i))).build();
            responses.add(client.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(HttpResponse::body));
        }
        for (int i = 0; i < 200; i++) {
            byte[] actual = responses.get(i).get();
            Body expected = new Body(i, 1000 * i);
            expected.requireNext(actual, actual.length);
            expected.requireEnd();
        }
    }

    private void largeDownload() throws Exception {
        Body body = new Body(++seed, LARGE);
        body.requireEqual(get(path(body)).body());
    }

    private void largeUpload() throws Exception {
        Body body = new Body(++seed, LARGE);
        BodyPublisher publisher = BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), LARGE);
        InputStream answer = send(request("/verify?seed=%d&size=%d".formatted(seed, LARGE))
                        .POST(publisher))
                .body();
        String text = new String(answer.readAllBytes());
        require("equal".equals(text), text);
    }

    private void slowReader() throws Exception {
        Body slow = new Body(++seed, 8 << 20);
        try (InputStream in = get(path(slow)).body()) {
            byte[] chunk = new byte[1 << 18];
            for (int n; (n = in.readNBytes(chunk, 0, chunk.length)) > 0; ) {
                slow.requireNext(chunk, n);
                Body quick = new Body(++seed, 1000);
                quick.requireEqual(get(path(quick)).body());
            }
            slow.requireEnd();
        }
    }

    private void reset() throws Exception {
        for (int after : new int[] {0, 1, 1000, 99_999}) {
            requireFailure(
                    IOException.class,
                    () -> get("/reset?size=100000&after=" + after).body().readAllBytes());
            Body body = new Body(++seed, 50_000);
            body.requireEqual(get(path(body)).body());
        }
    }

    private void refused() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        HttpRequest request = HttpRequest.newBuilder(uri(unused, "/")).build();
        requireFailure(ConnectException.class, () -> client.send(request, BodyHandlers.discarding()));
    }

    private HttpResponse<InputStream> get(String target) throws Exception {
        return send(request(target));
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(uri(port, target));
    }

    private static URI uri(int port, String target) {
        return URI.create(
                "http://%s:%d%s".formatted(InetAddress.getLoopbackAddress().getHostAddress(), port, target));
    }

    private static String path(Body body) {
        return "/body?seed=%d&size=%d".formatted(body.seed(), body.size());
    }

    private static void requireFailure(Class<? extends Exception> expected, Callable<?> call) throws Exception {
        Object result;
        try {
            result = call.call();
        } catch (Exception e) {
            if (expected.isInstance(e)) {
                return;
            }
            throw e;
        }
        throw new IOException("%s expected, got %s".formatted(expected, result));
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(otherwise);
        }
    }

    private interface Check {
        void run() throws Exception;
    }
}
