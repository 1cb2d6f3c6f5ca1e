// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.condition.OS;

/** What Linux tells of this process under /proc. */
public final class Proc {
    private static final Path SELF = Path.of("/proc/self");

    private Proc() {}

    /** Skips the test on other systems. */
    public static void assumePresent() {
        // Wine shows the files of Linux, and numbers the handles in its own way.
        boolean present = !OS.WINDOWS.isCurrentOs() && Files.isDirectory(SELF.resolve("fd"));
        Assumptions.assumeTrue(present, "no /proc/self/fd");
    }

    /**
     * Descriptors that are sockets, pipes and the like: the JVM opens and closes files at any time, such as those of
     * its cgroup.
     */
    public static int descriptors() {
        return numbers("").size();
    }

    /** What must not leave descriptors open, however often it is done. */
    public interface Repeated {
        void repeat(int times) throws IOException;
    }

    /** Others may be closed meanwhile: the streams of a process that has ended, by a thread of the JDK's. */
    public static void requireNoLeak(Repeated work) throws IOException {
        assumePresent();
        work.repeat(10);
        int before = descriptors();
        work.repeat(200);
        Waiting.until("no more than " + before + " descriptors", () -> descriptors() <= before);
    }

    /** The numbers of the descriptors that are sockets. */
    public static Set<String> sockets() {
        return numbers("socket:");
    }

    private static Set<String> numbers(String kind) {
        Set<String> numbers = new TreeSet<>();
        for (String number : SELF.resolve("fd").toFile().list()) {
            try {
                String target = Files.readSymbolicLink(SELF.resolve("fd").resolve(number))
                        .toString();
                if (!target.startsWith("/") && target.startsWith(kind)) {
                    numbers.add(number);
                }
            } catch (IOException closed) {
                // The one that listed the folder, at least.
            }
        }
        return numbers;
    }

    /** Not running, and not waiting for another thread. */
    static boolean sleepsInACall(Thread thread) {
        try {
            String where = Files.readString(
                    SELF.resolve("task").resolve(taskNamed(thread.getName())).resolve("wchan"));
            return !where.equals("0") && !where.startsWith("futex");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The kernel's number of the thread whose name begins with this, of which the kernel keeps 15 characters. */
    static String taskNamed(String name) {
        for (File task : SELF.resolve("task").toFile().listFiles()) {
            try {
                if (Files.readString(task.toPath().resolve("comm")).strip().equals(name)) {
                    return task.getName();
                }
            } catch (IOException ended) {
                // A thread that ended since the folder was listed is not the one that is looked for.
            }
        }
        throw new AssertionError("no thread of the name " + name);
    }
}
