// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Sends back messages of a size, on one selector, by small pieces of work in which trigger modes differ: {@code echo},
 * {@code unread} (of all that are ready one is answered in each select), {@code flip} (interest changes with each
 * message) and {@code drain} (one message is read for each report).
 */
final class ModesServer {
    private static final String REPORTS = "reports";
    private static final Map<String, Boolean> REPORT_ONCE = new TreeMap<>(Map.of("again", false, "once", true));

    private ModesServer() {}

    static Started start(Arguments arguments) throws IOException, UsageException {
        int size = arguments.size();
        double slow = arguments.fraction("slow");
        boolean once = arguments.choice(REPORTS, REPORT_ONCE, "again");
        Turn turn = new Turn();
        Backlog backlog = new Backlog();
        Works<Supplier<ReadyHandler>> works = Works.of(once ? reportedOnce(size, backlog) : reportedAgain(size, turn));
        Runnable afterEachRound = once ? backlog : turn;
        return Acceptor.start(() -> works.chosen().get(), slowed(afterEachRound, slow))
                .with(works);
    }

    private static Runnable slowed(Runnable afterEachRound, double part) {
        if (part == 0) {
            return afterEachRound;
        }
        Slowdown slowdown = new Slowdown(part, System::nanoTime);
        return () -> {
            afterEachRound.run();
            slowdown.run();
        };
    }

    private static LinkedHashMap<String, Supplier<ReadyHandler>> reportedAgain(int size, Turn turn) {
        SharedBuffers whole = new SharedBuffers();
        SharedBuffers one = new SharedBuffers(size);
        LinkedHashMap<String, Supplier<ReadyHandler>> works = new LinkedHashMap<>();
        works.put("echo", () -> new EchoConnection(whole, Reads.SHORT));
        works.put("unread", () -> turn.connection(new EchoConnection(whole, Reads.SHORT)));
        works.put("flip", () -> new FlipConnection(size));
        works.put("drain", () -> new EchoConnection(one, Reads.ONE));
        return works;
    }

    /** An edge is over once it was told: each read goes on until it finds nothing, and no interest flips. */
    private static LinkedHashMap<String, Supplier<ReadyHandler>> reportedOnce(int size, Backlog backlog) {
        SharedBuffers whole = new SharedBuffers();
        SharedBuffers one = new SharedBuffers(size);
        LinkedHashMap<String, Supplier<ReadyHandler>> works = new LinkedHashMap<>();
        works.put("echo", () -> new EchoConnection(whole, Reads.WOULD_BLOCK));
        works.put("unread", () -> backlog.connection(new EchoConnection(whole, Reads.WOULD_BLOCK)));
        works.put("flip", () -> new EchoConnection(one, Reads.WOULD_BLOCK));
        works.put("drain", () -> new EchoConnection(one, Reads.WOULD_BLOCK));
        return works;
    }
}
