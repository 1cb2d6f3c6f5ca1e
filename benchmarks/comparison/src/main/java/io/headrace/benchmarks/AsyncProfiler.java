// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * async-profiler, attached to a JVM of this machine: one sample for each millisecond of CPU time, with the kernel's
 * frames.
 */
final class AsyncProfiler {
    /**
     * Without the first two the frame of an inlined method is that of the next safepoint; the third spares a warning
     * from 21 on.
     */
    static final List<String> JVM_OPTIONS =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints", "-XX:+EnableDynamicAgentLoading");

    private static final Map<String, String> FOLDERS = Map.of("amd64", "linux-x64", "aarch64", "linux-arm64");
    private static final String START = "start,event=cpu,interval=1ms,cstack=vm";

    private final Path folder;
    private final Path library;
    private final Path log;

    /** Unpacks the library to a folder that has to last as long as the servers do. */
    AsyncProfiler(Path folder) throws IOException {
        this.folder = folder;
        this.log = folder.resolve("profiler.log");
        this.library = folder.resolve("libasyncProfiler.so");
        String architecture = System.getProperty("os.arch");
        String resource = "/" + FOLDERS.get(architecture) + "/" + library.getFileName();
        try (InputStream packed = AsyncProfiler.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new IOException("async-profiler has no library for " + architecture);
            }
            Files.copy(packed, library);
        }
    }

    /** The first start reads the symbols of all libraries, which takes a tenth of a second. */
    void prepare(long pid) throws IOException {
        start(pid);
        stop(pid);
    }

    void start(long pid) throws IOException {
        execute(pid, START);
    }

    void stop(long pid) throws IOException {
        execute(pid, "stop");
    }

    /** What was seen between the last start and its stop, as collapsed stacks. */
    Path collapsed(long pid) throws IOException {
        Path file = folder.resolve("stacks");
        execute(pid, "collapsed,ann,lib,file=" + file);
        return file;
    }

    private void execute(long pid, String command) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                jvm.loadAgentPath(library.toString(), command + ",log=" + log);
            } finally {
                jvm.detach();
            }
        } catch (AgentInitializationException e) {
            throw refused(command, Files.exists(log) ? Files.readString(log).strip() : e.getMessage(), e);
        } catch (AttachNotSupportedException | AgentLoadException e) {
            throw refused(command, e.getMessage(), e);
        }
    }

    private static IOException refused(String command, String reason, Exception cause) {
        return new IOException("async-profiler: \"%s\" failed: %s".formatted(command, reason), cause);
    }
}
