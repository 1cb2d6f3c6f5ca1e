// SPDX-License-Identifier: Apache-2.0
package io.headrace.examples;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesIT {
    private static final int MANY = 4 << 20;
    private static final int CHUNK = 1 << 16;

    /** So long must a full socket stay full before it counts as full. */
    private static final long QUIET_MILLIS = 500;

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Nothing arrives any more that could hide a server which has not drained its socket. */
    @Test
    void edgeEchoSendsBackTheRestWhenItsClientBeginsToReadAfterAllIsFull() throws Exception {
        try (Example server = Example.start(EdgeEcho.class);
                SocketChannel client = SocketChannel.open()) {
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            long sent = writeUntilFull(client);
            client.shutdownOutput();
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            long received = 0;
            for (int read = 0; read >= 0; read = client.read(buffer.clear())) {
                for (int i = 0; i < read; i++) {
                    assertEquals((byte) (received + i), buffer.get(i));
                }
                received += read;
            }
            assertThat(received).isEqualTo(sent);
        }
    }

    private static long writeUntilFull(SocketChannel client) throws IOException {
        long sent = 0;
        client.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            client.register(selector, SelectionKey.OP_WRITE);
            while (selector.select(QUIET_MILLIS) > 0) {
                selector.selectedKeys().clear();
                sent += client.write(numbered(sent));
            }
        }
        client.configureBlocking(true);
        return sent;
    }

    /** Each byte is its own position in the stream. */
    private static ByteBuffer numbered(long from) {
        byte[] bytes = new byte[CHUNK];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return ByteBuffer.wrap(bytes);
    }

    @Test
    void perKeyModesCountsWhatEachClientUploads() throws Exception {
        try (Example server = Example.start(PerKeyModes.class)) {
            int port = server.port();
            try (Socket first = connect(port);
                    Socket second = connect(port)) {
                upload(second, 5);
                upload(first, MANY);
                assertThat(first.getInputStream().readAllBytes()).isEqualTo(answer(MANY));
                assertThat(second.getInputStream().readAllBytes()).isEqualTo(answer(5));
            }
        }
    }

    private static void upload(Socket client, int length) throws IOException {
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        out.writeLong(length);
        out.write(new byte[length]);
    }

    private static byte[] answer(int length) {
        return ("received " + length + "\n").getBytes(US_ASCII);
    }

    @Test
    void perKeyModesOutlivesAClientThatResets() throws Exception {
        try (Example server = Example.start(PerKeyModes.class)) {
            int port = server.port();
            try (Socket leaving = connect(port)) {
                leaving.getOutputStream().write(1);
                leaving.setSoLinger(true, 0);
            }
            try (Socket client = connect(port)) {
                upload(client, 5);
                assertThat(client.getInputStream().readAllBytes()).isEqualTo(answer(5));
            }
        }
    }

    /** The column "changes" of each line but the first, in which the key is registered. */
    private static List<Integer> changes(String mode) throws Exception {
        try (Example program = Example.start(Statistics.class, mode)) {
            List<String> lines = program.lines();
            assertThat(lines).hasSize(6).first().isEqualTo("messages waits events changes wakeups stale");
            return lines.stream()
                    .skip(2)
                    .map(line -> Integer.valueOf(line.strip().split(" +")[3]))
                    .toList();
        }
    }

    /** A message is two changes of interest, and 1000 messages a line. */
    @Test
    void statisticsShowsThatTrackedPaysForFewChangesOfInterest() throws Exception {
        assertThat(changes("tracked")).allMatch(count -> count < 100);
    }

    /** The select in progress may not have counted its own yet. */
    @Test
    void statisticsShowsThatLevelPaysForEach() throws Exception {
        assertThat(changes("level")).allMatch(count -> Math.abs(count - 2000) < 10);
    }

    @Test
    void batchEchoSendsEachDatagramBack() throws Exception {
        try (Example server = Example.start(BatchEcho.class);
                DatagramSocket client = new DatagramSocket()) {
            client.connect(InetAddress.getLoopbackAddress(), server.port());
            for (int length = 1; length < 100; length++) {
                client.send(new DatagramPacket(new byte[length], length));
                DatagramPacket answer = new DatagramPacket(new byte[200], 200);
                client.receive(answer);
                assertThat(answer.getLength()).isEqualTo(length);
            }
        }
    }

    /** The first client has no name, the second one has. */
    @Test
    void logCollectorPrintsEachLineAndAnswersWhoHasAName(@TempDir Path folder) throws Exception {
        String client = """
            import socket, sys
            for name in [None, sys.argv[1] + ".client"]:
                s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                if name:
                    s.bind(name)
                s.sendto(b"from " + str(name is not None).encode(), sys.argv[1])
            print(s.recv(10).decode())
            """;
        Path path = folder.resolve("log");
        try (Example server = Example.start(LogCollector.class, path.toString())) {
            assertThat(server.line()).isEqualTo("listening on " + path);
            Process process = new ProcessBuilder("python3", "-c", client, path.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(process.inputReader().readLine()).isEqualTo("2");
            assertThat(server.line()).isEqualTo("1 from False");
            assertThat(server.line()).isEqualTo("2 from True");
        }
    }

    @Test
    void tcpProxyCarriesBothDirectionsToTheirEnds() throws Exception {
        for (String way : List.of("splice", "copy")) {
            try (Example server = Example.start(EdgeEcho.class);
                    Example proxy = Example.start(TcpProxy.class, String.valueOf(server.port()), "0", way);
                    Socket client = connect(proxy.port())) {
                byte[] sent = numbered(0).array();
                client.getOutputStream().write(sent);
                client.shutdownOutput();
                assertThat(client.getInputStream().readAllBytes()).as(way).isEqualTo(sent);
            }
        }
    }

    @Test
    void sharedListenerServesEachConnectionOnce() throws Exception {
        try (Example server = Example.start(SharedListener.class)) {
            int port = server.port();
            for (int i = 0; i < 50; i++) {
                try (Socket client = connect(port)) {
                    assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
                            .matches("(main|server-[123])\n");
                }
            }
        }
    }

    /** The client is a program in Python, which starts the servers too. */
    @Test
    void handOverLosesNoConnection(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "no /proc, which tells of the queue");
        List<String> command = new ArrayList<>(List.of(
                "python3",
                Path.of(ExamplesIT.class.getResource("/hand_over.py").toURI()).toString(),
                "10000"));
        command.addAll(
                Example.command(HandOver.class, folder.resolve("successors").toString()));
        Process client = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(client.inputReader().readLine()).isEqualTo("10000 requests, 0 failed, 100 waited, 5 servers");
        assertThat(client.waitFor()).isZero();
    }

    @Test
    void socketActivationServesWithoutSystemdToo() throws Exception {
        try (Example server = Example.start(SocketActivation.class);
                Socket client = connect(server.port())) {
            assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
                    .isEqualTo("own\n");
        }
    }

    @Test
    void connectionReportPrintsWhatTheKernelKnows() throws Exception {
        try (Example program = Example.start(ConnectionReport.class)) {
            assertThat(program.lines())
                    .contains("state           ESTABLISHED")
                    .anyMatch(line -> line.startsWith("sent ") && line.endsWith(" bytes"));
        }
    }
}
