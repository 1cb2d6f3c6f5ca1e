// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Of what kind the connections of a server are: a few are opened, and the objects that its JVM has for them are
 * counted.
 *
 * @param opened how many connections were opened
 * @param kinds how many there were more of each kind, where there were
 * @param jvm name and version
 */
record Arrivals(int opened, Map<String, Integer> kinds, String jvm) {
    private static final int OPENED = 8;
    private static final int MOST_LOOKS = 40;
    private static final long PAUSE_MILLIS = 100;
    private static final String PROVIDER = "java.nio.channels.spi.SelectorProvider";
    private static final String OF_HEADRACE = "io.headrace.";
    private static final String HEADRACE = "Headrace's";

    private static final Map<String, String> CLASSES = Map.of(
            "io.headrace.nio.stream.StreamSocketChannel",
            HEADRACE,
            "io.headrace.nio.stream.TransferableSocketChannel",
            HEADRACE,
            "sun.nio.ch.SocketChannelImpl",
            "the JDK's own channels",
            "sun.nio.ch.NioSocketImpl",
            "java.net sockets, which no SelectorProvider serves",
            "io.netty.channel.epoll.EpollSocketChannel",
            "of Netty's native transport epoll",
            "io.netty.channel.uring.IoUringSocketChannel",
            "of Netty's native transport io_uring");

    /** A line of a class histogram: rank, instances, bytes, class. */
    private static final Pattern INSTANCES = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    static Arrivals of(long pid, int port, boolean agent) throws IOException, InterruptedException {
        Properties properties = properties(pid);
        String provider = properties.getProperty(PROVIDER, "the JDK's own");
        if (agent && !provider.startsWith(OF_HEADRACE)) {
            throw new IOException("the agent did not get into process %d, whose provider is %s: %s was not handed down"
                            .formatted(pid, provider, UserProgram.OPTIONS)
                    + " to its JVM");
        }
        String jvm = properties.getProperty("java.vm.name") + " " + properties.getProperty("java.runtime.version");
        return new Arrivals(OPENED, opened(pid, port), jvm);
    }

    private static Properties properties(long pid) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                return jvm.getSystemProperties();
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("process " + pid + " cannot be looked into: " + e.getMessage(), e);
        }
    }

    private static Map<String, Integer> opened(long pid, int port) throws IOException, InterruptedException {
        Map<String, Integer> before = counts(pid);
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < OPENED; i++) {
                sockets.add(new Socket(InetAddress.getByName("127.0.0.1"), port));
            }
            Map<String, Integer> more = Map.of();
            for (int i = 0; i < MOST_LOOKS && sum(more) < OPENED; i++) {
                Thread.sleep(PAUSE_MILLIS);
                more = difference(counts(pid), before);
            }
            return more;
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static int sum(Map<String, Integer> kinds) {
        return kinds.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> difference(Map<String, Integer> now, Map<String, Integer> before) {
        Map<String, Integer> more = new LinkedHashMap<>();
        now.forEach((kind, number) -> {
            int grown = number - before.getOrDefault(kind, 0);
            if (grown > 0) {
                // the program may open some, too
                more.put(kind, Math.min(OPENED, grown));
            }
        });
        return more;
    }

    /** Of objects that are in use: the JVM collects garbage first. */
    private static Map<String, Integer> counts(long pid) throws IOException, InterruptedException {
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("process " + pid + " cannot be looked into: " + histogram.strip());
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        histogram.lines().map(INSTANCES::matcher).filter(Matcher::matches).forEach(line -> {
            String kind = CLASSES.get(line.group(2));
            if (kind != null) {
                counts.merge(kind, Integer.valueOf(line.group(1)), Integer::sum);
            }
        });
        return counts;
    }

    int toHeadrace() {
        return kinds.getOrDefault(HEADRACE, 0);
    }

    /** Such as "0 of 8 connections are Headrace's; 8 are java.net sockets". */
    String describe() {
        String others = kinds.entrySet().stream()
                .filter(kind -> !kind.getKey().equals(HEADRACE))
                .map(kind -> "; " + kind.getValue() + " are " + kind.getKey())
                .collect(Collectors.joining());
        String unknown = kinds.isEmpty() ? "; of what kind they are is not known" : "";
        return "%d of %d connections are Headrace's%s%s".formatted(toHeadrace(), opened, others, unknown);
    }
}
