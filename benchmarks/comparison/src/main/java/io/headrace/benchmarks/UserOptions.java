// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of benchmarks/compare that are about a user's own program. */
final class UserOptions {
    private static final int LARGEST_PORT = 65_535;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final String EDGE = "edge";

    @Option(
            names = "--my",
            required = true,
            paramLabel = "COMMAND",
            description =
                    "Compare your own HTTP server instead, which this command starts: on the JDK's provider and on"
                            + " Headrace by its agent.")
    private String command;

    @Option(names = "--port", required = true, paramLabel = "N", description = "Where it listens, on 127.0.0.1.")
    private int port;

    @Option(
            names = "--path",
            defaultValue = "/",
            paramLabel = "PATH",
            description = "What is asked for; ${DEFAULT-VALUE} without it.")
    private String path;

    @Option(names = "--https", description = "It speaks TLS; its certificate is not checked.")
    private boolean https;

    @Option(names = "--header", paramLabel = "NAME:VALUE", description = "Send this, too.")
    private List<String> headers = List.of();

    @Option(
            names = "--ignore-header",
            paramLabel = "NAME",
            description = "Answers may differ in this header; in Date they always may.")
    private List<String> ignoredHeaders = List.of();

    @Option(names = "--ignore-regex", paramLabel = "REGEX", description = "Bodies may differ in what this finds.")
    private List<String> ignoredTexts = List.of();

    @Option(
            names = "--modes",
            split = ",",
            paramLabel = "MODE",
            defaultValue = "tracked,level,oneshot",
            description = "Trigger modes; without it ${DEFAULT-VALUE}. There is also edge, which departs from java.nio:"
                    + " a program that is not written for it may stand still.")
    private List<String> modes;

    @Option(
            names = "--connections",
            defaultValue = "32",
            paramLabel = "N",
            description = "Connections of the client; ${DEFAULT-VALUE} without it.")
    private int connections;

    @Option(
            names = "--patience",
            defaultValue = "60",
            paramLabel = "SECONDS",
            description = "How long it may take until it listens; ${DEFAULT-VALUE} without it.")
    private int patience;

    void verify(CommandSpec spec) {
        within(spec, "--port", port, LARGEST_PORT);
        within(spec, "--connections", connections, MOST_CONNECTIONS);
        within(spec, "--patience", patience, Integer.MAX_VALUE);
        if (!path.startsWith("/") || path.contains(" ")) {
            throw refusal(spec, "--path", path, "a path begins with / and has no space");
        }
        for (String header : headers) {
            if (!header.matches("[!-9;-~]+:[^\\r\\n]*")) {
                throw refusal(spec, "--header", header, "a header is written NAME: VALUE");
            }
        }
        for (String mode : modes) {
            if (!UserProgram.MODES.contains(mode)) {
                throw refusal(spec, "--modes", mode, "there are " + String.join(", ", UserProgram.MODES));
            }
        }
        refuseConflict(spec, "--my", command);
        refuseConflict(
                spec,
                UserProgram.OPTIONS,
                Optional.ofNullable(System.getenv(UserProgram.OPTIONS)).orElse(""));
        ignored(spec);
    }

    private static void within(CommandSpec spec, String option, int value, int largest) {
        if (value < 1 || value > largest) {
            throw refusal(spec, option, Integer.toString(value), "from 1 to " + largest + " are allowed");
        }
    }

    private static void refuseConflict(CommandSpec spec, String where, String words) {
        UserProgram.conflict(words).ifPresent(found -> {
            throw refusal(spec, where, found, "this program decides that itself, so take it out");
        });
    }

    private static ParameterException refusal(CommandSpec spec, String option, String value, String reason) {
        return new ParameterException(spec.commandLine(), "%s %s: %s".formatted(option, value, reason));
    }

    boolean hasEdge() {
        return modes.contains(EDGE);
    }

    boolean isHttps() {
        return https;
    }

    String command() {
        return command;
    }

    UserRequest request() {
        return new UserRequest(port, path, https, headers);
    }

    Answers.Ignored ignored(CommandSpec spec) {
        Set<String> names = new HashSet<>(Set.of("date"));
        ignoredHeaders.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        List<Pattern> texts = new ArrayList<>();
        for (String text : ignoredTexts) {
            try {
                texts.add(Pattern.compile(text));
            } catch (PatternSyntaxException e) {
                throw refusal(spec, "--ignore-regex", text, e.getDescription());
            }
        }
        return new Answers.Ignored(names, texts);
    }

    Scenario scenario(int status) {
        UserRequest request = request();
        return Scenario.ofUser(
                Load.of(request, connections, status),
                "GET %s over %d connections, as fast as the answers come".formatted(request.uri(), connections));
    }

    /** The baseline, then the modes that were asked for. */
    List<Implementation> implementations(Path logs) {
        return Stream.concat(
                        Stream.of((String) null), UserProgram.MODES.stream().filter(modes::contains))
                .map(mode -> Implementation.ofUser(
                        mode, new UserProgram(command, request(), mode, logs, Duration.ofSeconds(patience))))
                .toList();
    }
}
