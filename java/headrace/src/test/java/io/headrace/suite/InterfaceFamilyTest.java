// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.InterfaceFamilyProgram;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.OwnNetwork;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Groups and interfaces of different families. The JDK's channels in the same network say what each call answers. */
@Bounded
class InterfaceFamilyTest {
    /**
     * Interface four has IPv4, six has IPv6, both has what its name says, and 23 more have IPv6. Linux would join an
     * IPv4 group on each, and lets a socket join 20 (net.ipv4.igmp_max_memberships).
     */
    private static final OwnNetwork NETWORK = new OwnNetwork("""
            ip link add four type veth peer name six
            ip link add both type veth peer name right1
            for i in $(seq 2 12); do ip link add left$i type veth peer name right$i; done
            i=0
            for name in $(ip -o link | cut -d: -f2 | cut -d@ -f1); do
                i=$((i + 1))
                ip link set $name addrgenmode none
                ip link set $name up
                [ $name = four ] || [ $name = lo ] || ip address add fd07::$i/64 dev $name nodad
            done
            ip address add 10.7.7.1/24 dev four
            ip address add 10.7.8.1/24 dev both
            """);

    private static List<String> answers;

    @BeforeAll
    static void runInANetworkOfItsOwn() throws IOException, InterruptedException {
        OwnNetwork.assumePossible();
        answers = NETWORK.jvm(InterfaceFamilyProgram.class).run();
    }

    private static String answer(String call) {
        return answers.stream()
                .filter(line -> line.startsWith(call + " | "))
                .findFirst()
                .orElseThrow()
                .split(" \\| ")[1];
    }

    @Test
    void everyAnswerIsThatOfTheJdk() {
        assertThat(answers).isNotEmpty().allSatisfy(line -> {
            String[] parts = line.split(" \\| ");
            assertThat(parts[1]).as(parts[0]).isEqualTo(parts[2]);
        });
    }

    @Test
    void anIpv4GroupIsRefusedOnAnInterfaceWithoutIpv4() {
        for (String family : List.of("INET", "INET6")) {
            for (String call : List.of("join", "join a source", "block", "join by the socket", "join by default")) {
                assertThat(answer(family + " " + call + " IPv4 on six")).isEqualTo("java.io.IOException");
            }
        }
    }

    @Test
    void anIpv4ChannelDoesNotSendOnAnInterfaceWithoutIpv4() {
        assertThat(answer("INET send on six")).isEqualTo("java.io.IOException");
        assertThat(answer("INET send by the socket on six")).isEqualTo("java.io.IOException");
    }

    @Test
    void joiningOnEveryInterfaceReachesThoseThatHaveIpv4() {
        assertThat(answer("INET join IPv4 on each")).isEqualTo("[both, four, lo]");
        assertThat(answer("INET6 join IPv4 on each")).isEqualTo("[both, four, lo]");
    }
}
