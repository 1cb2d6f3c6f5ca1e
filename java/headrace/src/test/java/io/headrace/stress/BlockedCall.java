// SPDX-License-Identifier: Apache-2.0
package io.headrace.stress;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call that blocks in a channel, and another thread that ends it: at any time, before it began too. */
record BlockedCall(Operation operation, Ending ending) implements Stress.Scenario {

    /** How a call is ended, and with which exceptions it then may end: these classes, not subclasses of them. */
    enum Ending {
        CLOSE(Set.of(AsynchronousCloseException.class, ClosedChannelException.class)) {
            @Override
            void end(Operation.Blocked blocked, Thread victim) throws IOException {
                blocked.channel().close();
            }
        },
        INTERRUPT(Set.of(ClosedByInterruptException.class)) {
            @Override
            void end(Operation.Blocked blocked, Thread victim) {
                victim.interrupt();
            }
        },
        SATISFY(Set.of()) {
            @Override
            void end(Operation.Blocked blocked, Thread victim) throws IOException {
                blocked.satisfy();
            }
        },
        SHUTDOWN(Set.of(AsynchronousCloseException.class, ClosedChannelException.class)) {
            @Override
            void end(Operation.Blocked blocked, Thread victim) throws IOException {
                blocked.shutdown();
            }
        };

        private final Set<Class<? extends Exception>> exceptions;

        Ending(Set<Class<? extends Exception>> exceptions) {
            this.exceptions = exceptions;
        }

        abstract void end(Operation.Blocked blocked, Thread victim) throws IOException;
    }

    static List<BlockedCall> all() {
        List<BlockedCall> all = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            for (Ending ending : operation.endings()) {
                all.add(new BlockedCall(operation, ending));
            }
        }
        return all;
    }

    private record Outcome(Exception failure, boolean interrupted) {}

    @Override
    public String round(ExecutorService threads, SplittableRandom random) throws Exception {
        try (Operation.Blocked blocked = operation.open()) {
            List<Victim> victims = new ArrayList<>();
            int count = ending == Ending.CLOSE ? 1 + random.nextInt(operation.atOnce()) : 1;
            for (int i = 0; i < count; i++) {
                victims.add(new Victim(blocked));
            }
            pause(random);
            ending.end(blocked, victims.get(0).thread.get());
            boolean lost = mayBeLost(ending) && repeatIfLost(victims.get(0), blocked.channel());
            for (Victim victim : victims) {
                require(victim.outcome.get(), blocked.channel());
            }
            return operation + ", ended by " + ending + (lost ? " again: the JDK lost the first" : "");
        }
    }

    /**
     * JDK-8323782, in the channels of every provider: {@link Thread#interrupt} looks for the channel that the thread
     * is blocked in, and sets the status only then. A thread that enters {@code begin()} in between sees no status,
     * and nobody closes its channel.
     */
    private static boolean mayBeLost(Ending ending) {
        return ending == Ending.INTERRUPT && Runtime.version().feature() < 23;
    }

    /**
     * What else keeps a victim is a failure: a channel that the JDK has told is closed, and a status that is gone was
     * swallowed.
     */
    private static boolean repeatIfLost(Victim victim, Channel channel) throws Exception {
        try {
            victim.outcome.get(1, TimeUnit.SECONDS);
            return false;
        } catch (TimeoutException e) {
            Thread thread = victim.thread.get();
            boolean lost = channel.isOpen() && thread.isInterrupted();
            if (lost) {
                thread.interrupt();
            }
            return lost;
        }
    }

    private static void pause(SplittableRandom random) {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(random.nextInt(300));
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    /** In a thread of its own: an interrupt that comes late must not meet another call. */
    private static final class Victim {
        final CompletableFuture<Thread> thread = new CompletableFuture<>();
        final Future<Outcome> outcome;

        Victim(Operation.Blocked blocked) {
            outcome = Stress.start(() -> {
                thread.complete(Thread.currentThread());
                try {
                    blocked.call();
                    return new Outcome(null, Thread.interrupted());
                } catch (Exception e) {
                    return new Outcome(e, Thread.interrupted());
                }
            });
        }
    }

    private void require(Outcome outcome, Channel channel) {
        Exception failure = outcome.failure;
        boolean expected = failure == null
                ? operation.endsNormallyBy(ending)
                : ending.exceptions.contains(failure.getClass()) || operation.translates(failure, ending);
        if (!expected) {
            throw new AssertionError(this + " ended with " + failure, failure);
        }
        if (outcome.interrupted != (ending == Ending.INTERRUPT)) {
            throw new AssertionError(this + ": the interrupt status is " + outcome.interrupted);
        }
        boolean open = ending == Ending.SATISFY || ending == Ending.SHUTDOWN;
        if (channel.isOpen() != open) {
            throw new AssertionError(this + ": the channel is open: " + channel.isOpen());
        }
    }
}
