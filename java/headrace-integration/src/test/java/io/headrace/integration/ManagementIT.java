// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.Waiting;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerDelegate;
import javax.management.MBeanServerNotification;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The MXBean of a program that knows nothing of it, after jcmd has started the program's JMX agent. */
class ManagementIT {
    private static final Pattern URL = Pattern.compile("service:jmx:rmi:\\S+");

    @TempDir
    Path folder;

    private Process start(Way way) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool("java"), "-Dio.headrace.spin=7"));
        command.addAll(way.options(folder));
        command.add(Waiting.class.getName());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String jcmd(Process program, String command) throws Exception {
        Process jcmd = new ProcessBuilder(tool("jcmd"), Long.toString(program.pid()), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor()).as(output).isZero();
        return output;
    }

    @ParameterizedTest
    @EnumSource
    void itShowsSettingsChannelsSelectorsAndMemory(Way way) throws Exception {
        Process program = start(way);
        try (BufferedReader output = program.inputReader()) {
            assertThat(output.readLine()).isEqualTo("ready ReadinessSelector");
            jcmd(program, "ManagementAgent.start_local");
            Matcher url = URL.matcher(jcmd(program, "ManagementAgent.status"));
            assertThat(url.find()).isTrue();
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(url.group()))) {
                requireAttributes(connector.getMBeanServerConnection());
            }
        } finally {
            program.destroyForcibly();
        }
    }

    private static void requireAttributes(MBeanServerConnection server) throws Exception {
        ObjectName name = new ObjectName("io.headrace:type=Headrace");
        awaitRegistration(server, name);
        assertThat(server.getAttribute(name, "Backend")).isEqualTo("epoll");
        assertThat(((TabularData) server.getAttribute(name, "Settings")).values())
                .extracting(Object::toString)
                .anyMatch(setting -> setting.contains("key=io.headrace.spin, value=7"));
        assertThat(table(server, name, "OpenChannels"))
                .containsEntry("listener", 1)
                .containsEntry("tcp-stream", 0);
        assertThat((CompositeData[]) server.getAttribute(name, "Selectors"))
                .singleElement()
                .satisfies(selector -> {
                    assertThat(selector.get("mode")).isEqualTo("tracked");
                    assertThat(selector.get("keys")).isEqualTo(1);
                    assertThat((long) selector.get("waits")).isPositive();
                });
        assertThat((long) server.getAttribute(name, "MemoryBytes")).isPositive();
    }

    private static Map<String, Object> table(MBeanServerConnection server, ObjectName name, String attribute)
            throws Exception {
        TabularData rows = (TabularData) server.getAttribute(name, attribute);
        Map<String, Object> table = new HashMap<>();
        for (Object row : rows.values()) {
            table.put((String) ((CompositeData) row).get("key"), ((CompositeData) row).get("value"));
        }
        return table;
    }

    /** The server tells each registration; what was registered before it is asked for. */
    private static void awaitRegistration(MBeanServerConnection server, ObjectName name) throws Exception {
        CountDownLatch registered = new CountDownLatch(1);
        server.addNotificationListener(
                MBeanServerDelegate.DELEGATE_NAME,
                (told, handback) -> {
                    if (told instanceof MBeanServerNotification of
                            && of.getMBeanName().equals(name)) {
                        registered.countDown();
                    }
                },
                null,
                null);
        assertThat(server.isRegistered(name) || registered.await(60, SECONDS)).isTrue();
    }
}
