// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of a user, whose answers the client only has to find the end of. */
class RequestWorkloadTest {
    private static final String REQUEST = "GET /any HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String PASSWORD = "password";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\na;x=y\r\n0123456789\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\nTrailer: yes\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
                "HTTP/1.0 404 Not Found\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx",
            })
    void theEndOfAnAnswerIsFound(String answer) throws IOException, InterruptedException {
        assertThat(runOn(answer).sample().requests()).isGreaterThan(2);
    }

    @Test
    void aConnectionThatTheServerClosesIsOpenedAgain() throws IOException, InterruptedException {
        try (ScriptedHttpServer server = new ScriptedHttpServer((path, number) ->
                number % 2 == 0 ? "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx" : "")) {
            assertThat(run(server.port()).sample().requests()).isGreaterThan(2);
        }
    }

    @Test
    void anAnswerOfAnotherStatusIsAFailure() throws IOException, InterruptedException {
        try (ScriptedHttpServer server = new ScriptedHttpServer(
                (path, number) -> "HTTP/1.1 %d X\r\nContent-Length: 1\r\n\r\nx".formatted(number == 10 ? 503 : 200))) {
            run(server.port()).assertFailed("wrong answer: status 503, not 200 as the first");
        }
    }

    @Test
    void theStatusMayBeGiven() throws IOException, InterruptedException {
        try (ScriptedHttpServer server =
                new ScriptedHttpServer((path, number) -> "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")) {
            run(server.port(), "--status=404").assertFailed("wrong answer: status 200, not 404");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxy",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n\r\n",
            })
    void whatIsNoAnswerOfHttpIsAFailure(String answer) throws IOException, InterruptedException {
        LoadRun run = runOn(answer);

        assertThat(run.status()).as(run.errors()).isEqualTo(1);
        assertThat(run.errors()).contains("answer");
    }

    @Test
    void itSpeaksTls(@TempDir Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setHttpsConfigurator(new HttpsConfigurator(context(folder.resolve("keys"))));
        server.createContext("/", exchange -> {
            byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            UserRequest request = new UserRequest(server.getAddress().getPort(), "/", true, List.of());
            assertThat(run(request.port(), "--tls").sample().requests()).isPositive();
            assertThat(Answers.of(request, new Answers.Ignored(java.util.Set.of(), List.of()))
                            .lines())
                    .contains("status 200", "hello");
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext context(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        int status = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/keytool",
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(status).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static LoadRun runOn(String answer) throws IOException, InterruptedException {
        try (ScriptedHttpServer server = new ScriptedHttpServer((path, number) -> answer)) {
            return run(server.port());
        }
    }

    private static LoadRun run(int port, String... more) throws IOException, InterruptedException {
        return LoadRun.withInput(REQUEST, port, more);
    }
}
