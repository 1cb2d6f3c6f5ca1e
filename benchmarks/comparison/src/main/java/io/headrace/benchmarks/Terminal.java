// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** How a program of this module speaks to its user. Exit status: 0 done, 1 it failed, 2 usage. */
final class Terminal {
    private Terminal() {}

    static void run(Function<PrintStream, CommandLine> commandLine, String[] args) {
        Locale.setDefault(Locale.ROOT);
        // whatever the locale, as the tables hold µ and ±
        PrintStream terminal = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(commandLine.apply(terminal).execute(args));
    }

    static CommandLine commandLine(Object program) {
        return new CommandLine(program)
                .setParameterExceptionHandler(Terminal::usageError)
                .setExecutionExceptionHandler(Terminal::failed);
    }

    private static int usageError(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println(exception.getMessage());
        command.usage(command.getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println(command.getCommandName() + ": " + exception.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
