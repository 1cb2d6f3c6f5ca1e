// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headrace.suite.program.InheritedChannelProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.Ipv6;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Proc;
import io.headrace.suite.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that inetd(8) or systemd start on a socket. */
@Bounded
class InheritedChannelTest {
    /**
     * LAUNCHER FAMILY TYPE ROLE PATH COMMAND: runs it on a socket; a process beside it is the peer, and tells its
     * answer.
     */
    private static final String LAUNCHER = """
            use strict;
            use Socket;
            my ($domain, $kind, $role, $path, @command) = @ARGV;
            my $family = {inet => AF_INET, inet6 => Socket::AF_INET6, unix => AF_UNIX}->{$domain};
            my $type = {stream => SOCK_STREAM, datagram => SOCK_DGRAM, seqpacket => Socket::SOCK_SEQPACKET}->{$kind};
            my $name = $family == AF_INET ? pack_sockaddr_in(0, INADDR_LOOPBACK)
                : $family == AF_UNIX ? pack_sockaddr_un($path)
                : Socket::pack_sockaddr_in6(0, Socket::IN6ADDR_LOOPBACK);
            my ($ours, $bound, $peer);
            if ($role eq 'pair') {
                socketpair($ours, $peer, $family, $type, 0) or die "socketpair: $!";
            } else {
                socket($bound, $family, $type, 0) or die "socket: $!";
                bind($bound, $name) or die "bind: $!";
                $type != SOCK_STREAM or listen($bound, 1) or die "listen: $!";
                socket($peer, $family, $type, 0) or die "socket: $!";
                connect($peer, getsockname $bound) or die "connect: $!";
                $role ne 'connection' or accept($ours, $bound) or die "accept: $!";
            }
            open(STDIN, '+<&', $ours // $bound) or die "dup: $!";
            close $ours if $ours;
            close $bound if $bound;
            defined(my $child = fork) or die "fork: $!";
            exec { $command[0] } @command or die "exec: $!" if $child;
            close STDIN;
            $| = 1;
            alarm 20;
            syswrite $peer, 'ping';
            sysread $peer, my $echo, 4;
            print "the peer received $echo\\n";
            syswrite $peer, 'done';
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needPerl() {
        Proc.assumePresent();
        Tool.assumePresent("perl");
    }

    private ForkedJvm on(String socket) {
        String[] words = socket.split(" ");
        return new ForkedJvm(InheritedChannelProgram.class)
                .under("perl", "-e", LAUNCHER, words[0], words[1], words[2], "" + folder.resolve("socket"));
    }

    private List<String> report() throws IOException {
        return Files.readAllLines(folder.resolve("report"));
    }

    @ParameterizedTest
    @CsvSource({
        "inet stream listener, listener",
        "inet6 stream listener, listener",
        "unix stream listener, listener",
        "inet stream connection, connection",
        "inet6 stream connection, connection",
        "unix stream connection, connection",
        "unix stream pair, connection",
        "inet6 datagram bound, datagrams"
    })
    void itsChannelServesThePeerAndGivesUpTheStandardStreamsWhenItIsClosed(String socket, String kind)
            throws IOException, InterruptedException {
        assumeTrue(Ipv6.isPresent() || !socket.contains("inet6"), "no IPv6");
        assertThat(on(socket).run("" + folder.resolve("report"))).contains("the peer received ping");
        assertThat(report())
                .containsExactly(
                        kind,
                        "the same again",
                        "blocking",
                        "the provider's",
                        "0 /dev/null",
                        "1 /dev/null",
                        "2 /dev/null",
                        "sockets left: []");
    }

    /** JDK 25 takes the socket for one of IPv6: its send fails with EAFNOSUPPORT. */
    @Test
    @OnHeadrace
    void itsChannelOfIpv4DatagramsDoesTheSame() throws IOException, InterruptedException {
        itsChannelServesThePeerAndGivesUpTheStandardStreamsWhenItIsClosed("inet datagram bound", "datagrams");
    }

    @Test
    void aSocketOfPacketsIsNoChannel() throws IOException, InterruptedException {
        on("unix seqpacket pair").run("" + folder.resolve("report"));
        assertThat(report()).containsExactly("null");
    }

    /** The JDK's provider makes a channel of it that can receive nothing. */
    @Test
    @OnHeadrace
    void aUnixDomainSocketOfDatagramsIsNoChannel() throws IOException, InterruptedException {
        on("unix datagram pair").run("" + folder.resolve("report"));
        assertThat(report()).containsExactly("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec \"$@\" </dev/null", "exec \"$@\" <\"$0\"", ": | \"$@\"", "exec \"$@\" <&-"})
    void whatIsNotASocketIsNoChannel(String shell) throws IOException, InterruptedException {
        new ForkedJvm(InheritedChannelProgram.class)
                .under("sh", "-c", shell, "" + Files.createFile(folder.resolve("file")))
                .run("" + folder.resolve("report"));
        assertThat(report()).containsExactly("null");
    }
}
