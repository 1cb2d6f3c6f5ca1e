// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A call in a loop that did not return within the watchdog's limit. */
@Name("io.headrace.LoopBlocked")
@Label("Loop Blocked")
@Category({"Java Application", "Headrace"})
@Description("A handler, task or timer that did not return within the limit")
@StackTrace(false)
final class LoopBlocked extends Event {

    @Label("Loop")
    String loop;

    @Label("At Least")
    @Timespan(Timespan.NANOSECONDS)
    long atLeast;

    @Label("Stack")
    @Description("Of the thread of the loop, the innermost call first")
    String stack;

    private LoopBlocked() {}

    static void write(String loop, long atLeast, StackTraceElement[] stack) {
        LoopBlocked event = new LoopBlocked();
        if (!event.shouldCommit()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : stack) {
            text.append(frame).append('\n');
        }
        event.loop = loop;
        event.atLeast = atLeast;
        event.stack = text.toString();
        event.commit();
    }
}
