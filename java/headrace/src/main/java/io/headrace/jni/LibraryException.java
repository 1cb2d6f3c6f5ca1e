// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.util.ArrayList;
import java.util.List;

/** No native library was loaded. The message names every place that was tried and what was wrong there. */
public final class LibraryException extends Exception {

    private static final long serialVersionUID = 1;

    private final ArrayList<String> failures;

    LibraryException(String message) {
        this(message, List.of(message));
    }

    LibraryException(String message, Throwable cause) {
        this(message);
        initCause(cause);
    }

    LibraryException(String message, List<String> failures) {
        super(message);
        this.failures = new ArrayList<>(failures);
    }

    /** Each place with what was wrong there; or the one reason why no place was tried. */
    public List<String> failures() {
        return List.copyOf(failures);
    }
}
