// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A way to divide CPU time into rows. */
enum Split {
    OWNER("user, by whose code ran", Stack::ofJavaThread, Split::owner),
    CAUSE("user, by who called for it", Stack::ofJavaThread, Split::cause),
    OWN_THREADS("threads of the JVM's own", Stack::ofOwnThread, Split::job),
    CALL("kernel, by system call", Stack::inKernel, Split::call);

    private static final String NOBODY = "none of these";

    /**
     * The outermost function of a call that has a frame: its entry, named after the architecture
     * (arch/x86/include/asm/syscall_wrapper.h), or where that jumps on, what it jumps to.
     */
    private static final Pattern CALL_ENTRY =
            Pattern.compile("(?:__(?:x64|arm64)_sys_|__se_sys_|__do_sys_|ksys_|__sys_)(\\w+)|do_((?:read|write)v)");

    private static final Pattern CALL_GATE =
            Pattern.compile("entry_SYSCALL_64.*|do_syscall_64|x64_sys_call|el0t?_.*svc.*");
    private static final Pattern FAULT = Pattern.compile(".*exc_page_fault|el0_da|do_page_fault");
    private static final Pattern COMPILER = Pattern.compile(".*`CompileBroker::.*");

    private final String title;
    private final Predicate<Stack> divides;
    private final Function<Stack, String> row;

    Split(String title, Predicate<Stack> divides, Function<Stack, String> row) {
        this.title = title;
        this.divides = divides;
        this.row = row;
    }

    String title() {
        return title;
    }

    boolean divides(Stack stack) {
        return divides.test(stack);
    }

    String row(Stack stack) {
        return row.apply(stack);
    }

    private static String owner(Stack stack) {
        return stack.owners().findFirst().map(Owner::title).orElse(NOBODY);
    }

    private static String cause(Stack stack) {
        return stack.owners()
                .map(Owner::cause)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(NOBODY);
    }

    private static String job(Stack stack) {
        return has(stack, COMPILER) ? "compiler" : "garbage collector and the rest";
    }

    private static String call(Stack stack) {
        return stack.outermostFirst()
                .map(frame -> CALL_ENTRY.matcher(frame.name()))
                .filter(Matcher::matches)
                .map(Split::nameOfCall)
                .findFirst()
                .orElseGet(() -> outsideOfCalls(stack));
    }

    private static String nameOfCall(MatchResult entry) {
        return Stream.of(1, 2)
                .map(entry::group)
                .filter(name -> name != null)
                .findFirst()
                .orElseThrow();
    }

    private static String outsideOfCalls(Stack stack) {
        if (has(stack, FAULT)) {
            return "page faults";
        }
        return has(stack, CALL_GATE) ? "entry and exit of calls" : "interrupts and the rest";
    }

    private static boolean has(Stack stack, Pattern name) {
        return stack.outermostFirst()
                .anyMatch(frame -> name.matcher(frame.name()).matches());
    }
}
