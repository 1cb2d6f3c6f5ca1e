// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Ipv6;
import io.headrace.suite.support.JdkChannels;
import io.headrace.suite.support.NeedsUnixDomain;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The options of every kind of channel in every family: the JDK that runs the test says what each call answers. */
@Bounded
class OptionOracleTest {
    private static final List<Object> VALUES =
            List.of(true, false, Integer.MIN_VALUE, -1, 0, 1, 255, 256, 65_536, Integer.MAX_VALUE, "text");

    private enum Kind {
        CLIENT_INET(SelectorProvider::openSocketChannel, StandardProtocolFamily.INET),
        CLIENT_INET6(SelectorProvider::openSocketChannel, StandardProtocolFamily.INET6),
        CLIENT_UNIX(SelectorProvider::openSocketChannel, StandardProtocolFamily.UNIX),
        LISTENER_INET(SelectorProvider::openServerSocketChannel, StandardProtocolFamily.INET),
        LISTENER_INET6(SelectorProvider::openServerSocketChannel, StandardProtocolFamily.INET6),
        LISTENER_UNIX(SelectorProvider::openServerSocketChannel, StandardProtocolFamily.UNIX),
        DATAGRAMS_INET(SelectorProvider::openDatagramChannel, StandardProtocolFamily.INET),
        DATAGRAMS_INET6(SelectorProvider::openDatagramChannel, StandardProtocolFamily.INET6);

        private final Opening opening;
        private final ProtocolFamily family;

        Kind(Opening opening, ProtocolFamily family) {
            this.opening = opening;
            this.family = family;
        }

        NetworkChannel open(SelectorProvider provider) throws IOException {
            Ipv6.assumeFor(family);
            assumeTrue(family != StandardProtocolFamily.UNIX || NeedsUnixDomain.Platform.hasThem());
            return opening.open(provider, family);
        }
    }

    private interface Opening {
        NetworkChannel open(SelectorProvider provider, ProtocolFamily family) throws IOException;
    }

    private interface Call {
        Object run() throws IOException;
    }

    private record Unknown(String name, Class<Object> type) implements SocketOption<Object> {}

    @ParameterizedTest
    @EnumSource
    void theOptionsAreThoseOfTheJdk(Kind kind) throws IOException {
        try (NetworkChannel ours = kind.open(SelectorProvider.provider());
                NetworkChannel jdks = kind.open(JdkChannels.provider())) {
            assertThat(names(ours)).isEqualTo(names(jdks));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOptionIsReadableAndTakesTheValueRead(Kind kind) throws IOException {
        expectSame(kind, (channel, option) -> {
            Object value = channel.getOption(option);
            return List.of(
                    String.valueOf(value),
                    answer(() -> channel.setOption(option, value).getOption(option)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyValueIsTakenOrRefusedAsTheJdkDoes(Kind kind) throws IOException {
        expectSame(kind, (channel, option) -> {
            List<String> answers = new ArrayList<>();
            answers.add(answer(() -> channel.setOption(option, null)));
            for (Object value : VALUES) {
                answers.add(value + ": " + answer(() -> channel.setOption(option, value)));
                answers.add(value + ": " + answer(() -> channel.getOption(option)));
            }
            return answers;
        });
    }

    @ParameterizedTest
    @EnumSource
    void aClosedChannelRefusesWhatTheJdksDoes(Kind kind) throws IOException {
        expectSame(kind, (channel, option) -> {
            channel.close();
            List<String> answers = new ArrayList<>();
            answers.add(answer(() -> channel.getOption(option)));
            answers.add(answer(() -> channel.setOption(option, null)));
            VALUES.forEach(value -> answers.add(value + ": " + answer(() -> channel.setOption(option, value))));
            return answers;
        });
    }

    @ParameterizedTest
    @EnumSource
    void refusalsComeInTheOrderOfNameThenValueThenState(Kind kind) throws IOException {
        NetworkChannel channel = kind.open(SelectorProvider.provider());
        channel.close();
        SocketOption<Object> unknown = new Unknown("UNKNOWN", Object.class);
        assertThatThrownBy(() -> channel.getOption(null)).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> channel.setOption(null, "text")).isExactlyInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> channel.getOption(unknown)).isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> channel.setOption(unknown, null))
                .isExactlyInstanceOf(UnsupportedOperationException.class);
        for (SocketOption<Object> option : options(channel)) {
            assertThatThrownBy(() -> channel.setOption(option, null))
                    .as(option.name())
                    .isExactlyInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> channel.setOption(option, "text"))
                    .as(option.name())
                    .isExactlyInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> channel.getOption(option))
                    .as(option.name())
                    .isExactlyInstanceOf(ClosedChannelException.class);
        }
    }

    private interface Trial {
        List<String> run(NetworkChannel channel, SocketOption<Object> option) throws IOException;
    }

    private static void expectSame(Kind kind, Trial trial) throws IOException {
        assertThat(answers(kind, SelectorProvider.provider(), trial))
                .isEqualTo(answers(kind, JdkChannels.provider(), trial));
    }

    /** Of each option on a channel of its own. */
    private static Map<String, List<String>> answers(Kind kind, SelectorProvider provider, Trial trial)
            throws IOException {
        Map<String, List<String>> answers = new TreeMap<>();
        try (NetworkChannel any = kind.open(provider)) {
            for (SocketOption<Object> option : options(any)) {
                try (NetworkChannel channel = kind.open(provider)) {
                    answers.put(option.name(), trial.run(channel, option));
                } catch (IOException e) {
                    answers.put(option.name(), List.of(e.getClass().getName()));
                }
            }
        }
        return answers;
    }

    @SuppressWarnings("unchecked")
    private static List<SocketOption<Object>> options(NetworkChannel of) {
        return of.supportedOptions().stream()
                .map(option -> (SocketOption<Object>) option)
                .sorted(Comparator.comparing(SocketOption::name))
                .toList();
    }

    /** By name: the JDK's SO_OOBINLINE is an object that it gives to nobody. */
    private static List<String> names(NetworkChannel of) {
        return options(of).stream().map(SocketOption::name).toList();
    }

    private static String answer(Call call) {
        try {
            Object answer = call.run();
            return answer instanceof NetworkChannel ? "taken" : String.valueOf(answer);
        } catch (IOException | RuntimeException e) {
            return e.getClass().getName();
        }
    }
}
