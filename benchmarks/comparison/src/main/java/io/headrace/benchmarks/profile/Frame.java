// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a collapsed stack, as async-profiler writes it with the options ann and lib. The name is {@code
 * package/Class.method} of Java code, {@code library`symbol} or the library's file of native code, and the symbol of
 * the kernel's and of stubs.
 */
record Frame(Kind kind, String name) {
    enum Kind {
        JAVA,
        NATIVE,
        KERNEL,
        /**
         * Code that the JVM generates in addition to methods, such as a copy of an array or a call by a table: it has
         * no owner.
         */
        STUB
    }

    private static final Pattern ANNOTATED = Pattern.compile("(.*)_\\[([0-9a-z])]");
    private static final String KERNEL = "k";
    private static final Pattern OF_LIBRARY = Pattern.compile(".*(`|\\.so\\b).*");

    static Frame parse(String text) {
        Matcher annotated = ANNOTATED.matcher(text);
        if (annotated.matches()) {
            return new Frame(annotated.group(2).equals(KERNEL) ? Kind.KERNEL : Kind.JAVA, annotated.group(1));
        }
        return new Frame(OF_LIBRARY.matcher(text).matches() ? Kind.NATIVE : Kind.STUB, text);
    }

    /** The file's name of a native frame. */
    String library() {
        int symbol = name.indexOf('`');
        String path = symbol < 0 ? name : name.substring(0, symbol);
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
