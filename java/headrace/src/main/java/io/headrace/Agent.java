// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import io.headrace.nio.jfr.JdkEvents;
import java.lang.instrument.Instrumentation;
import java.nio.channels.spi.SelectorProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes Headrace the provider of a JVM before its {@code main}:
 *
 * <pre>{@code
 * java -javaagent:headrace-<version>-all.jar=mode=level,fallback=fail -jar app.jar
 * }</pre>
 *
 * <p>The options are Headrace's properties without the prefix {@code io.headrace.}, and override them. The agent also
 * exports {@code sun.nio.ch} of {@code java.base} to Headrace, so that {@code FileChannel.transferTo} does not copy.
 * On Java 17, and from 25 on, it exports what the JDK writes {@code jdk.SocketRead} and {@code jdk.SocketWrite} with.
 * At the first channel one line says what is in use, by the logger {@code io.headrace} if logging is configured.
 *
 * <p>If {@code -Djava.nio.channels.spi.SelectorProvider} names another provider, or another agent has opened a
 * channel before, that provider stays. The agent says so on standard error.
 *
 * <p>A wrong option ends the JVM with status 1 and a line on standard error. So does a library that does not work,
 * with {@code fallback=fail}. Where a security manager forbids what Headrace needs, or something else goes wrong, a
 * line says so, and the JDK's provider stays. An exception would make the JVM abort and dump.
 */
public final class Agent {
    static final String PROVIDER = "java.nio.channels.spi.SelectorProvider";

    /** The options of the first call. The JVM calls once for each {@code -javaagent}, always in its main thread. */
    private static Optional<String> options = Optional.empty();

    private Agent() {}

    /**
     * The JVM calls this before {@code main}.
     *
     * @param given {@code name=value,name=value…}, or null
     * @param instrumentation the JVM's
     */
    @SuppressWarnings("exports") // only the JVM calls it
    public static void premain(String given, Instrumentation instrumentation) {
        String wanted = Objects.requireNonNullElse(given, "");
        if (options.isPresent()) {
            if (!options.get().equals(wanted)) {
                say("is there already: the options \"" + wanted + "\" have no effect");
            }
            return;
        }
        options = Optional.of(wanted);
        try {
            start(wanted, instrumentation);
        } catch (IllegalArgumentException | UnavailableException e) {
            say(e.getMessage());
            exit();
        } catch (SecurityException e) {
            giveUp(wanted, SecurityPolicy.explain(e).getMessage());
        } catch (RuntimeException | Error e) {
            giveUp(wanted, e.toString());
        }
    }

    private static void giveUp(String wanted, String why) {
        say("has no effect: " + why);
        if ("fail".equals(AgentOptions.parse(wanted).get(Settings.FALLBACK))) {
            exit();
        }
    }

    private static void exit() {
        try {
            System.exit(1);
        } catch (SecurityException e) {
            say("may not end the JVM: " + e.getMessage());
        }
    }

    private static void start(String wanted, Instrumentation instrumentation) throws UnavailableException {
        for (Map.Entry<String, String> property : AgentOptions.parse(wanted).entrySet()) {
            System.setProperty(property.getKey(), property.getValue());
        }
        Settings.parse(System.getProperties());
        String own = HeadraceSelectorProvider.class.getName();
        String named = System.getProperty(PROVIDER, own);
        if (!named.equals(own)) {
            say("has no effect: -D" + PROVIDER + " names " + named);
            return;
        }
        export(instrumentation);
        // What it refuses is refused before the JDK asks: an exception there breaks SelectorProvider for good.
        HeadraceSelectorProvider.provider();
        Installation installation = Installation.get();
        if (!installation.isAvailable() && installation.settings().fallback() == Settings.Fallback.FAIL) {
            throw new UnavailableException(installation.unavailable().getMessage());
        }
        System.setProperty(PROVIDER, own);
        SelectorProvider chosen = SelectorProvider.provider();
        if (!(chosen instanceof HeadraceSelectorProvider)) {
            say("has no effect: " + chosen.getClass().getName()
                    + " was chosen before it came; put it before the agent that opens channels");
        }
    }

    /**
     * Exports to the module of these classes: io.headrace, or the unnamed one of the class path or the boot class
     * path.
     */
    private static void export(Instrumentation instrumentation) {
        export(instrumentation, Object.class.getModule(), Set.of("sun.nio.ch"));
        for (Map.Entry<Module, Set<String>> wanted : JdkEvents.wantedExports().entrySet()) {
            export(instrumentation, wanted.getKey(), wanted.getValue());
        }
    }

    private static void export(Instrumentation instrumentation, Module module, Set<String> names) {
        Map<String, Set<Module>> exports = new HashMap<>();
        for (String name : names) {
            exports.put(name, Set.of(Agent.class.getModule()));
        }
        instrumentation.redefineModule(module, Set.of(), exports, Map.of(), Set.of(), Map.of());
    }

    /** Not by a logger: a logger before main keeps the application from choosing its java.util.logging.manager. */
    private static void say(String what) {
        System.err.println("Headrace agent: " + what);
    }

    private static final class UnavailableException extends Exception {

        private static final long serialVersionUID = 1;

        UnavailableException(String message) {
            super(message);
        }
    }
}
