// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.Feature;
import io.headrace.suite.program.PassedSocketsProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.NeedsFeature;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is started as systemd does it, by a program in Python that is its peer too. */
@Bounded
@NeedsFeature(Feature.INHERITED_CHANNELS)
class PassedSocketsTest {
    /**
     * PID COUNT NAMES COMMAND: runs it with a TCP listener, a UDP socket, a Unix domain listener, one for Unix domain
     * datagrams, a seqpacket socket, a pipe, a FIFO as systemd opens it, a file and an epoll from descriptor 3 on. PID
     * "own" is that of the command.
     */
    private static final String LAUNCHER = """
            import os, select, socket, sys, tempfile
            pid, count, names, command = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
            tcp = socket.create_server(("127.0.0.1", 0))
            udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            udp.bind(("127.0.0.1", 0))
            unix = socket.socket(socket.AF_UNIX)
            unix.bind("\\0headrace-passed-%d" % os.getpid())
            unix.listen(5)
            unix_datagrams = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            unix_datagrams.bind("")
            stranger = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            stranger.sendto(b"by unix datagram", unix_datagrams.getsockname())
            packets = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)[0]
            reader, writer = os.pipe()
            os.write(writer, b"by pipe")
            path = tempfile.mkdtemp() + "/fifo"
            os.mkfifo(path)
            fifo = os.open(path, os.O_RDWR | os.O_NONBLOCK)
            os.write(fifo, b"by fifo")
            os.unlink(path)
            os.rmdir(os.path.dirname(path))
            numbers = [s.fileno() for s in (tcp, udp, unix, unix_datagrams, packets)]
            queue = select.epoll()
            numbers += [reader, fifo, os.open("/dev/null", os.O_RDONLY), queue.fileno()]
            high = [os.dup2(n, 100 + i, False) for i, n in enumerate(numbers)]
            client = socket.socket()
            client.connect(tcp.getsockname())
            client.send(b"by tcp")
            sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            sender.sendto(b"by udp", udp.getsockname())
            local = socket.socket(socket.AF_UNIX)
            local.connect(unix.getsockname())
            local.send(b"by unix")
            for i, n in enumerate(high):
                os.dup2(n, 3 + i, True)
            os.closerange(12, 200)
            os.environ.update(LISTEN_PID=str(os.getpid()) if pid == "own" else pid, LISTEN_FDS=count)
            if names != "-":
                os.environ["LISTEN_FDNAMES"] = names
            os.execvp(command[0], command)
            """;

    /** FOLDER COMMAND: runs it by systemd's own program, with two listeners of the Unix domain and their clients. */
    private static final String ACTIVATOR = """
            folder=$1
            shift
            python3 -c '
            import os, socket, sys, time
            clients = [socket.socket(socket.AF_UNIX) for _ in range(2)]
            for client, name in zip(clients, ("web", "control")):
                while client.connect_ex(sys.argv[1] + "/" + name):
                    time.sleep(0.01)
                client.send(b"for " + name.encode())
                client.recv(1)
            ' "$folder" &
            # It gives the program a bare environment; a sanitizer needs its own.
            exec systemd-socket-activate ${LD_PRELOAD:+-E LD_PRELOAD -E ASAN_OPTIONS} \\
                -l "$folder/web" -l "$folder/control" --fdname=web:control "$@"
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needPython() {
        Proc.assumePresent();
        Tool.assumePresent("python3");
    }

    private static List<String> run(String pid, String count, String names) throws IOException, InterruptedException {
        return new ForkedJvm(PassedSocketsProgram.class)
                .under("python3", "-c", LAUNCHER, pid, count, names)
                .run();
    }

    @Test
    void eachSocketIsAChannelWithItsName() throws Exception {
        assertThat(run("own", "3", "web:dns:control"))
                .containsExactly(
                        "web: by tcp", "dns: by udp", "control: by unix", "closed on exec 3", "the same again");
    }

    @Test
    void whatJavaNioHasNoChannelForIsNamed() throws Exception {
        assertThat(run("own", "9", "a:b:c:d::pipe:fifo"))
                .containsExactly(
                        "a: by tcp",
                        "b: by udp",
                        "c: by unix",
                        "d: by unix datagram",
                        "unknown: 7 is a socket that is neither of a stream nor of datagrams",
                        "pipe: by pipe",
                        "fifo: by fifo",
                        "unknown: 10 is a file or message queue: open it by its name",
                        "unknown: 11 is neither a socket nor a pipe nor a file",
                        "closed on exec 6",
                        "the same again");
    }

    @Test
    void socketsOfAnotherProcessAreNotTaken() throws Exception {
        assertThat(run("1", "3", "-")).containsExactly("closed on exec 0", "the same again");
    }

    @Test
    void withoutNamesTheyAreUnknown() throws Exception {
        assertThat(run("own", "1", "-")).containsExactly("unknown: by tcp", "closed on exec 1", "the same again");
    }

    @Test
    void systemdsOwnProgramPassesThem() throws Exception {
        Tool.assumePresent("systemd-socket-activate");
        assertThat(new ForkedJvm(PassedSocketsProgram.class)
                        .under("sh", "-ec", ACTIVATOR, "sh", folder.toString())
                        .run())
                .filteredOn(line -> !line.startsWith("Listening on ") && !line.startsWith("Communication attempt "))
                .filteredOn(line -> !line.startsWith("Execing "))
                .containsExactly("web: for web", "control: for control", "closed on exec 2", "the same again");
    }

    @Test
    void aCountThatIsNoNumberIsAnError() throws Exception {
        assertThat(run("own", "many", "-"))
                .containsExactly("java.io.IOException: the environment variable LISTEN_FDS is \"many\", not a number");
    }
}
