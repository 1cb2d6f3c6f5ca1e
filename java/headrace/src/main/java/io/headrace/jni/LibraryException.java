// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

/** Why no native library was loaded. The message names every place that was tried and what was wrong there. */
public final class LibraryException extends Exception {

    private static final long serialVersionUID = 1;

    LibraryException(String message) {
        super(message);
    }

    LibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
