// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Complaints complaints = new Complaints(new PrintStream(output, true, StandardCharsets.UTF_8));

    @Test
    void aLineComesOnce() {
        complaints.say("connect: refused");
        complaints.say("connect: refused");

        assertThat(output.toString(StandardCharsets.UTF_8).lines()).containsExactly("connect: refused");
    }

    @Test
    void whereCallsAreNotCountedItSaysWhatToDo() {
        complaints.say("headrace-load: system calls are not counted: tracefs: No such file or directory");

        assertThat(output.toString(StandardCharsets.UTF_8)).contains("run this as root", "mount -t tracefs");
    }
}
