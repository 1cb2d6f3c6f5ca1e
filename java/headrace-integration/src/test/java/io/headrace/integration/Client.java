// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.integration.program.HttpClientProgram;
import java.io.IOException;

/** The JDK's HTTP client in a JVM of its own. */
final class Client implements AutoCloseable {

    private final ChildJvm program;

    private Client(ChildJvm program) {
        this.program = program;
    }

    static Client start(Cell cell) throws IOException, InterruptedException {
        return new Client(ChildJvm.start(cell, HttpClientProgram.class));
    }

    void requirePassed(String check, HttpServer server) throws IOException, InterruptedException {
        program.say(server.port() + " " + check);
        String result = program.answer("result");
        assertThat(result).as("%s: %s", check, program).isEqualTo("passed");
    }

    void finish() throws IOException, InterruptedException {
        program.endInput();
        program.requireCleanEnd();
    }

    @Override
    public void close() {
        program.close();
    }
}
