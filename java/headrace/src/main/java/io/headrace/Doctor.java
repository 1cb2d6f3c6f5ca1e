// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.io.PrintStream;
import java.util.Map;

/**
 * The command that says whether Headrace works here, what it found, and what to do if it does not:
 *
 * <pre>{@code
 * java -jar headrace-<version>-all.jar [--json | --help | --version]
 * }</pre>
 *
 * <p>It uses the properties of Headrace, as in {@code java -Dio.headrace.tmpdir=/var/tmp -jar …}. The exit status is
 * 0 if the provider works here, 1 if it does not, 2 for wrong arguments.
 *
 * <p>{@code --json} prints one object. A value that is not known is null:
 *
 * <pre>
 * version                            string
 * works                              boolean, as the exit status: available, and no self-test failed
 * available                          boolean
 * platform, cLibrary                 string; null on a platform that no library is built for
 * system                             {name, version, arch}, strings
 * java                               {version, vm, vendor}, strings
 * settings                           {mode, backend, fallback, spin, readAhead, threads, announce, libraryPath,
 *                                    tmpdir}; null if one is wrong
 * library                            string: where it was found, and where it was copied to
 * backend, backends                  string; array of strings, all that this library has
 * refusals                           array of strings: better backends that do not open here, and why
 * nativeAccess                       what an agent has: "granted", "warned" or "denied"; null before JDK 24
 * transferTo                         "direct" or "copying"
 * segments                           "held" or "copied": how views of memory segments are read and written;
 *                                    null before JDK 22
 * virtualThreads                     string: how blocked virtual threads wait; null before JDK 21
 * events                             string: the flight recorder's events of reads and writes, or "none"; null if
 *                                    not available
 * problems                           array of {problem, advice}, strings; empty if an agent would find none
 * selfTest                           array of {name, outcome, micros, detail}; empty if not available
 *   name                             tcp, arming, half-close, urgent, udp, unix, pipe, wakeup
 *   outcome                          "passed", "unsupported" (not a failure) or "failed"
 *   micros                           number: microseconds of a second run; null unless passed
 *   detail                           string: why it is unsupported or failed; null if passed
 * </pre>
 */
public final class Doctor {

    private static final String USAGE = """
            usage: java [-Dio.headrace.…=VALUE] -jar headrace-VERSION-all.jar [--json | --help | --version]
            Says whether Headrace works here. Exit status 0: it does, 1: it does not, 2: wrong arguments.
              --json     the same for programs: one object, described in the Javadoc of io.headrace.Doctor
              --version  the version of Headrace
            """;

    @FunctionalInterface
    private interface Command {
        int run(PrintStream out);
    }

    private static final Map<String, Command> COMMANDS = Map.of(
            "", out -> report(out, false),
            "--json", out -> report(out, true),
            "--help", out -> print(out, USAGE),
            "--version", out -> print(out, Headrace.version() + "\n"));

    private Doctor() {}

    /** Runs the command. Ends the JVM if the exit status is not 0. */
    public static void main(String[] arguments) {
        String given = String.join(" ", arguments);
        Command command = COMMANDS.get(given);
        if (command == null) {
            System.err.println(
                    "wrong arguments \"" + given + "\", allowed is one of --json, --help, --version, or nothing");
        }
        int status = command == null ? 2 : command.run(System.out);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int report(PrintStream out, boolean json) {
        Diagnosis diagnosis = Diagnosis.make();
        print(out, json ? Json.write(diagnosis.facts()) + "\n" : diagnosis.text());
        return diagnosis.works() ? 0 : 1;
    }

    private static int print(PrintStream out, String text) {
        out.print(text);
        out.flush();
        return 0;
    }
}
