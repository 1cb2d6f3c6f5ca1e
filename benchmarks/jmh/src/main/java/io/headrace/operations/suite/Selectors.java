// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import io.headrace.Headrace;
import io.headrace.HeadraceSelector;
import io.headrace.TriggerMode;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.Locale;

/** Opens the selector of a benchmark, and refuses to measure another one than the run was started for. */
public final class Selectors {
    /** The system property that says which: what {@link #describe} makes of it. */
    public static final String EXPECTED = "headrace.operations.selector";

    private Selectors() {}

    static Selector open() throws IOException {
        Selector selector = Selector.open();
        String expected = System.getProperty(EXPECTED);
        String actual = describe(selector);
        if (!actual.equals(expected)) {
            selector.close();
            throw new IllegalStateException("the selector is " + actual + ", -D" + EXPECTED + " asks for " + expected);
        }
        return selector;
    }

    /** The class, and of Headrace's mode and backend. */
    static String describe(Selector selector) {
        String type = selector.getClass().getName();
        return selector instanceof HeadraceSelector headrace
                ? type + ":" + headrace.mode().name().toLowerCase(Locale.ROOT) + ":" + Headrace.backend()
                : type;
    }

    static boolean isEdge(Selector selector) {
        return selector instanceof HeadraceSelector headrace && headrace.mode() == TriggerMode.EDGE;
    }

    static void check(String what, long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException(what + ": expected " + expected + ", was " + actual);
        }
    }

    /** One select finds no more than fits its buffer of events; none at all, and a loop over selects would not end. */
    static int requireFound(int found) {
        if (found == 0) {
            throw new IllegalStateException("a select found nothing though channels are ready");
        }
        return found;
    }
}
