// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** What one selector did since the last event of it. */
@Name("io.headrace.Select")
@Label("Select")
@Category({"Java Application", "Headrace"})
@Description("What a selector did since the last event of it")
@Enabled(false)
@Period("1 s")
@StackTrace(false)
public final class Select extends Event {

    @Label("Selector")
    String selector;

    @Label("Mode")
    String mode;

    @Label("Waits")
    @Description("How often the kernel was asked")
    long waits;

    @Label("Events")
    @Description("What the kernel reported")
    long events;

    @Label("Changes")
    @Description("What the kernel was told of keys")
    long changes;

    private Select() {}

    public static void write(String selector, String mode, long waits, long events, long changes) {
        Select event = new Select();
        event.selector = selector;
        event.mode = mode;
        event.waits = waits;
        event.events = events;
        event.changes = changes;
        event.commit();
    }

    /** From now on the recorder calls the writer at the end of each period, where this event is on. */
    public static void sampledBy(Runnable writer) {
        FlightRecorder.addPeriodicEvent(Select.class, writer);
    }
}
