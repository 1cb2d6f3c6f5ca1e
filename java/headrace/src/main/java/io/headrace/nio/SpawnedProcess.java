// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.nio.stream.DescriptorUse;
import io.headrace.nio.stream.StreamSocketChannel;
import io.headrace.os.Borrowed;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channel;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process whose standard input is a channel. Its output and errors go where those of this process go, so all three
 * streams are empty here. Any thread may call.
 */
public final class SpawnedProcess extends Process {
    private final ProcessHandle handle;

    /** Of the exit status. The JDK waits for the end, this takes the status: the system keeps it until then. */
    private final CompletableFuture<Integer> exit;

    private SpawnedProcess(Sockets sockets, ProcessHandle handle) {
        this.handle = handle;
        this.exit = handle.onExit().thenApply(ended -> status(sockets, ended.pid()));
    }

    public static Process start(Sockets sockets, Channel input, List<String> command) throws IOException {
        byte[] arguments = arguments(command);
        try (DescriptorUse use = DescriptorUse.of(sockets, input);
                Borrowed memory = sockets.memory().borrow(arguments.length)) {
            memory.bytes().put(0, arguments);
            letBlock(sockets, input, use);
            long pid = sockets.startProcess(use.number(), memory.bytes(), command.size());
            if (pid < 0) {
                throw new IOException("Cannot run program \"" + command.get(0) + "\": " + OsError.text(sockets, pid));
            }
            return new SpawnedProcess(sockets, ProcessHandle.of(pid).orElseThrow());
        }
    }

    /** Many programs know no other standard input. Where the system can't, the process gets it as it is. */
    private static void letBlock(Sockets sockets, Channel input, DescriptorUse use) throws IOException {
        if (input instanceof StreamSocketChannel stream && stream.isBlocking() && stream.isConnected()) {
            long result = sockets.setBlocking(use.number(), true);
            if (result < 0 && OsError.kind(result) != OsError.UNSUPPORTED) {
                throw OsError.ofSocket(sockets, result);
            }
        }
    }

    /** Each with a zero byte behind it. */
    private static byte[] arguments(List<String> command) {
        StringBuilder all = new StringBuilder();
        for (String each : command) {
            if (each.indexOf(0) >= 0) {
                throw new IllegalArgumentException("an argument has a zero character: " + each.replace('\0', ' '));
            }
            all.append(each).append('\0');
        }
        return all.toString().getBytes(Charset.forName(System.getProperty("sun.jnu.encoding")));
    }

    private static int status(Sockets sockets, long pid) {
        long status = sockets.endProcess(pid);
        if (status < 0) {
            String text = "exit status of " + pid + ": " + OsError.text(sockets, status);
            throw new CompletionException(new IOException(text));
        }
        return (int) status;
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        try {
            return exit.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            exit.get(Math.max(0, timeout), unit);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return true;
    }

    @Override
    public int exitValue() {
        if (!exit.isDone()) {
            throw new IllegalThreadStateException("process has not exited");
        }
        return exit.join();
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone();
    }

    @Override
    public void destroy() {
        handle.destroy();
    }

    @Override
    public Process destroyForcibly() {
        handle.destroyForcibly();
        return this;
    }

    @Override
    public boolean supportsNormalTermination() {
        return handle.supportsNormalTermination();
    }

    @Override
    public ProcessHandle toHandle() {
        return handle;
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return exit.handle((status, failure) -> this);
    }

    @Override
    public String toString() {
        return "Process[pid=" + pid() + ", exitValue=" + (exit.isDone() ? exit.join() : "\"not exited\"") + "]";
    }
}
