// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, on its own core. It ends with its standard input, so also with this process. */
final class ServerProcess implements StartedServer {
    private static final int PATIENCE_SECONDS = 30;
    private static final Pattern ALLOCATED = Pattern.compile("allocated bytes=(\\d+)");

    private final Process process;
    private final BufferedReader output;
    private ServerReady ready;

    private ServerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static List<String> command(
            Installation installation, Cores cores, Implementation implementation, Scenario scenario)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", cores.ofServer(scenario.load())));
        command.addAll(implementation.program().command(installation, scenario));
        return command;
    }

    static ServerProcess start(List<String> command, ServerProgram program) throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        try {
            server.ready = ServerReady.parse(server.nextLine());
            program.verify(server.ready);
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.process.destroyForcibly();
            throw e;
        }
    }

    private String nextLine() throws IOException, InterruptedException {
        FutureTask<String> line = new FutureTask<>(output::readLine);
        Thread thread = new Thread(line, "server-output");
        thread.setDaemon(true);
        thread.start();
        try {
            String next = line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new IOException("the server ended with status " + process.waitFor() + " before it answered");
            }
            return next;
        } catch (TimeoutException e) {
            throw new IOException("the server said nothing within " + PATIENCE_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the server's output cannot be read", e.getCause());
        }
    }

    @Override
    public int port() {
        return ready.port();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public long allocatedBytes() throws IOException, InterruptedException {
        say("allocated");
        String answer = nextLine();
        Matcher matcher = ALLOCATED.matcher(answer);
        if (!matcher.matches()) {
            throw new IOException("the server said \"" + answer + "\" instead of what it allocated");
        }
        return Long.parseLong(matcher.group(1));
    }

    @Override
    public void choose(Scenario scenario) throws IOException, InterruptedException {
        if (scenario.role() == Role.MODES) {
            say("work " + scenario.name());
            String answer = nextLine();
            if (!answer.equals("work " + scenario.name())) {
                throw new IOException("the server said \"" + answer + "\" instead of doing " + scenario.name());
            }
        }
    }

    private void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the server did not end within " + PATIENCE_SECONDS + " s of being told to");
        }
    }
}
