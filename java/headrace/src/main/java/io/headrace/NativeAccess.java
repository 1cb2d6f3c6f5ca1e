// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * What the command line says about native code (JEP 472). The jar of the doctor lets itself use it, which counts for
 * {@code java -jar} only: an agent and a class path have what the command line gives them.
 */
enum NativeAccess {
    /** JDK 23 and earlier ask nobody. */
    UNASKED(null),
    GRANTED("granted by --enable-native-access"),
    WARNED("of this jar only; give an agent or a class path --enable-native-access=ALL-UNNAMED, or the JVM warns"),
    DENIED("of this jar only: --illegal-native-access=deny");

    static final String PROBLEM = "native access is denied to an agent and a class path: start the JVM with"
            + " --enable-native-access=ALL-UNNAMED";

    private static final int FIRST_TO_ASK = 24;

    private final String text;

    NativeAccess(String text) {
        this.text = text;
    }

    static NativeAccess ofCommandLine() {
        return Runtime.version().feature() < FIRST_TO_ASK ? UNASKED : of(arguments());
    }

    static NativeAccess of(List<String> arguments) {
        if (arguments.stream().anyMatch(argument -> argument.startsWith("--enable-native-access"))) {
            return GRANTED;
        }
        return arguments.contains("--illegal-native-access=deny") ? DENIED : WARNED;
    }

    private static List<String> arguments() {
        try {
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        } catch (LinkageError | SecurityException e) {
            return List.of(); // a run-time image without java.management, or a security manager
        }
    }

    /** For a line of the doctor; null for none. */
    String text() {
        return text;
    }

    /** For programs; null where nobody asks. */
    String word() {
        return this == UNASKED ? null : name().toLowerCase(Locale.ROOT);
    }
}
