// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** Sends a thread a signal that has a handler: the kernel then ends the system call that it sits in by EINTR. */
public final class Signals implements AutoCloseable {
    private static final String SIGNAL = "WINCH";

    private final AtomicInteger handled = new AtomicInteger();
    private final Object previousHandler;
    private final String task;

    /** By reflection: naming a class of sun.misc is a warning that cannot be suppressed. */
    private Signals(String task) throws ReflectiveOperationException {
        this.task = task;
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        previousHandler = install(Proxy.newProxyInstance(
                handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    handled.incrementAndGet();
                    return null;
                }));
    }

    public static Signals to(Thread thread) throws ReflectiveOperationException {
        Proc.assumePresent();
        Assumptions.assumeFalse(TestThreads.isVirtual(thread), "a virtual thread is none of the kernel's");
        return new Signals(Proc.taskNamed(thread.getName()));
    }

    private static Object install(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal.getConstructor(String.class).newInstance(SIGNAL), handler);
    }

    /** Once more, and the handler has seen it. */
    public void send() throws IOException, InterruptedException {
        int before = handled.get();
        int status = new ProcessBuilder("sh", "-c", "kill -s " + SIGNAL + " " + task)
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError("kill: status " + status);
        }
        Waiting.until("a signal to be handled", () -> handled.get() > before);
    }

    @Override
    public void close() throws ReflectiveOperationException {
        install(previousHandler);
    }
}
