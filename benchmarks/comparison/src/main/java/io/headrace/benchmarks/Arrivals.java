// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Of what kind the connections of a server are: a few are opened, and counted in its JVM. Those of Headrace are what
 * its MXBean says, others are objects of classes that are known to be connections.
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
            "sun.nio.ch.SocketChannelImpl", "the JDK's own channels",
            "sun.nio.ch.NioSocketImpl", "java.net sockets, which no SelectorProvider serves",
            "io.netty.channel.epoll.EpollSocketChannel", "of Netty's native transport epoll",
            "io.netty.channel.uring.IoUringSocketChannel", "of Netty's native transport io_uring");

    /** A line of a class histogram: rank, instances, bytes, class. */
    private static final Pattern INSTANCES = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

    static Arrivals of(long pid, int port, boolean agent) throws IOException, InterruptedException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                String runtime = jvm.getSystemProperties().getProperty("java.vm.name", "") + " "
                        + jvm.getSystemProperties().getProperty("java.runtime.version", "");
                String provider = jvm.getSystemProperties().getProperty(PROVIDER, "the JDK's own");
                if (agent && !provider.startsWith(OF_HEADRACE)) {
                    throw new IOException("the agent did not get into process %d, whose provider is %s: %s was not"
                                    .formatted(pid, provider, UserProgram.OPTIONS)
                            + " handed down to its JVM");
                }
                try (JMXConnector connector =
                        JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()))) {
                    return new Arrivals(OPENED, count(connector.getMBeanServerConnection(), port), runtime);
                }
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException | JMException e) {
            throw new IOException("process " + pid + " cannot be looked into: " + e.getMessage(), e);
        }
    }

    private static Map<String, Integer> count(MBeanServerConnection server, int port)
            throws IOException, InterruptedException, JMException {
        Map<String, Integer> before = counts(server);
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < OPENED; i++) {
                sockets.add(new Socket(InetAddress.getByName("127.0.0.1"), port));
            }
            Map<String, Integer> more = Map.of();
            for (int i = 0; i < MOST_LOOKS && sum(more) < OPENED; i++) {
                Thread.sleep(PAUSE_MILLIS);
                more = difference(counts(server), before);
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
                // more were there before, where the MXBean was not: it is registered late
                more.put(kind, Math.min(OPENED, grown));
            }
        });
        return more;
    }

    private static Map<String, Integer> counts(MBeanServerConnection server) throws IOException, JMException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        ObjectName headrace = new ObjectName("io.headrace:type=Headrace");
        // registered about a second after the MBean server, or the first channel
        if (server.isRegistered(headrace)) {
            for (Object row : ((TabularData) server.getAttribute(headrace, "OpenChannels")).values()) {
                CompositeData entry = (CompositeData) row;
                if (entry.get("key").equals("tcp-stream")) {
                    counts.put(HEADRACE, (Integer) entry.get("value"));
                }
            }
        }
        String histogram = (String) server.invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {null},
                new String[] {String[].class.getName()});
        histogram.lines().map(INSTANCES::matcher).filter(Matcher::matches).forEach(line -> {
            String kind = CLASSES.get(line.group(2));
            if (kind != null) {
                counts.put(kind, Integer.parseInt(line.group(1)));
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
