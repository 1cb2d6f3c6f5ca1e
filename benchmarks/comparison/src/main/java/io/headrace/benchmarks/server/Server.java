// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code Server ROLE [SIZE] [key=value...]}: a server on 127.0.0.1, on whatever provider its JVM was started with. It
 * prints one line when it accepts, answers {@code allocated} on its standard input and, where the role has several
 * pieces of work, {@code work NAME}, and ends with that; status 2 says that it was asked for something it does not
 * know, 1 that it failed.
 */
public final class Server {
    static final int BACKLOG = 4096;

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final Map<String, RoleServer> ROLES = new TreeMap<>(Map.ofEntries(
            Map.entry("echo", RoleServer.plain(EchoServer::start, "slow", "reads")),
            Map.entry("modes", RoleServer.sized(1, ModesServer::start, "slow", "reports")),
            Map.entry("netty-modes", RoleServer.sized(1, NettyModes::start, NettyTransport.KEY)),
            Map.entry("blocking", RoleServer.plain(BlockingServer::onPlatformThreads)),
            Map.entry("virtual", RoleServer.plain(BlockingServer::onVirtualThreads)),
            Map.entry("datagram", RoleServer.plain(DatagramServer::echo)),
            Map.entry("sink", RoleServer.plain(DatagramServer::sink)),
            Map.entry("file", RoleServer.sized(1, FileConnection::serve)),
            Map.entry("netty-echo", RoleServer.plain(NettyEcho::start, NettyTransport.KEY)),
            Map.entry("netty-datagram", RoleServer.plain(NettyDatagram::echo, NettyTransport.KEY)),
            Map.entry("netty-sink", RoleServer.plain(NettyDatagram::sink, NettyTransport.KEY)),
            Map.entry("netty-file", RoleServer.sized(1, NettyFile::start, NettyTransport.KEY)),
            Map.entry("http-netty", RoleServer.sized(TokenBody.TOKEN_SIZE, NettyHttp::start, NettyTransport.KEY)),
            Map.entry("http-jetty", RoleServer.sized(TokenBody.TOKEN_SIZE, JettyHttp::start)),
            Map.entry("http-tomcat", RoleServer.sized(TokenBody.TOKEN_SIZE, TomcatHttp::start)),
            Map.entry("http-jdk", RoleServer.sized(TokenBody.TOKEN_SIZE, JdkHttp::start)),
            Map.entry("http-jetty-virtual", RoleServer.sized(TokenBody.TOKEN_SIZE, JettyHttp::onVirtualThreads)),
            Map.entry("http-tomcat-virtual", RoleServer.sized(TokenBody.TOKEN_SIZE, TomcatHttp::onVirtualThreads)),
            Map.entry("http-jdk-virtual", RoleServer.sized(TokenBody.TOKEN_SIZE, JdkHttp::onVirtualThreads))));

    private Server() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> words) {
        try {
            Started started = start(words);
            System.out.println(started.line());
            new Control(new InputStreamReader(System.in, StandardCharsets.UTF_8), System.out, started.works()).run();
            return 0;
        } catch (UsageException e) {
            System.err.println("server: " + e.getMessage());
            return USAGE;
        } catch (Throwable e) {
            e.printStackTrace();
            return FAILED;
        }
    }

    private static Started start(List<String> words) throws Exception {
        String name = words.isEmpty() ? "" : words.get(0);
        RoleServer role = ROLES.get(name);
        if (role == null) {
            throw new UsageException(
                    "unknown role '%s'; the roles are %s".formatted(name, String.join(", ", ROLES.keySet())));
        }
        return role.start(words.subList(1, words.size()));
    }

    /** Starts a thread without which there is no server: where it fails, the process does. */
    static void startThread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setUncaughtExceptionHandler((failed, e) -> {
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        });
        thread.start();
    }
}
