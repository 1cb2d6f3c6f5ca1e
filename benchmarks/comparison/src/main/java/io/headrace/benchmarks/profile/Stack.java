// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** So many samples of the same stack; the frame that ran is the last. */
record Stack(List<Frame> frames, long samples) {
    private static final Pattern LINE = Pattern.compile("(.+) (\\d+)");

    /** A line of collapsed stacks: {@code outermost;…;innermost samples}. */
    static Stack parse(String line) throws IOException {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IOException("this is no collapsed stack: " + line);
        }
        List<Frame> frames =
                Stream.of(matcher.group(1).split(";")).map(Frame::parse).toList();
        return new Stack(frames, Long.parseLong(matcher.group(2)));
    }

    boolean inKernel() {
        return frames.get(frames.size() - 1).kind() == Frame.Kind.KERNEL;
    }

    boolean ofJavaThread() {
        return !inKernel() && hasJava();
    }

    /** A thread that never was in Java code is one of the JVM's own: it compiles, or collects garbage. */
    boolean ofOwnThread() {
        return !inKernel() && !hasJava();
    }

    private boolean hasJava() {
        return frames.stream().anyMatch(frame -> frame.kind() == Frame.Kind.JAVA);
    }

    Stream<Frame> outermostFirst() {
        return frames.stream();
    }

    /** From the frame that ran outwards. */
    Stream<Owner> owners() {
        List<Frame> inwards = new ArrayList<>(frames);
        Collections.reverse(inwards);
        return inwards.stream().map(Owner::of).flatMap(Optional::stream);
    }
}
