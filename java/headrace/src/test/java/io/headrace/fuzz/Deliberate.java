// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import io.headrace.suite.support.JdkChannels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A difference that is meant to be.
 *
 * @param page of docs/decisions, with the anchor of the entry that says why
 * @param operations whose outcomes may differ, a regular expression
 * @param made what makes of the JDK's outcome Headrace's
 */
record Deliberate(String page, String operations, UnaryOperator<String> made) {
    static final List<Deliberate> ALL = List.of(
            replacing(
                    "differences-from-the-jdk.md#a-closed-channel-was-not-closed-meanwhile",
                    ".*",
                    answerOfAClosedPipe() + "\\b(.*)",
                    ClosedChannelException.class.getName() + "$1"),
            replacing(
                    "datagrams.md#empty-datagrams-are-sent-and-read",
                    "(read|scatter) UDP( without memory| into an arena)?",
                    "-1 (.*)",
                    "0 $1"),
            replacing("datagrams.md#empty-datagrams-are-sent-and-read", "disconnect", "read -1", "read 0"));

    /** What operations keep away from: the worlds would not go on as one. */
    static final List<String> AVOIDED = List.of(
            World.CLOSES_AT_ONCE,
            World.NO_RESET_AT_CLOSE,
            World.READY_SET_IS_LEFT_ALONE,
            World.NO_CALL_AFTER_SHUTDOWN,
            World.ERROR_LOSES_NO_DATAGRAM,
            World.HEARS_WHAT_IT_JOINED,
            "datagrams.md#empty-datagrams-are-sent-and-read");

    private static Deliberate replacing(String page, String operations, String expected, String got) {
        return new Deliberate(page, operations, outcome -> outcome.replaceFirst("^" + expected, got));
    }

    /** JDK 17 answers AsynchronousCloseException in blocking mode. */
    private static String answerOfAClosedPipe() {
        try {
            Pipe pipe = JdkChannels.provider().openPipe();
            pipe.sink().close();
            pipe.source().close();
            pipe.source().read(ByteBuffer.allocate(1));
            throw new AssertionError("a closed pipe was read");
        } catch (IOException e) {
            return e.getClass().getName();
        }
    }

    /** The worlds go on as one: what is ready and what was received is the same. */
    static boolean covers(Difference difference) {
        return ALL.stream().anyMatch(deliberate -> deliberate.isOf(difference));
    }

    private boolean isOf(Difference difference) {
        return difference.step().operation().name().matches(operations)
                && difference.got().equals(made.apply(difference.expected()));
    }
}
