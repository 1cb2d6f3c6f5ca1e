// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.nio.channel.Endpoint;
import io.headrace.nio.channel.FakeCallbacks;
import io.headrace.nio.selector.ChannelKind;
import io.headrace.os.FakeMemory;
import io.headrace.os.Memory;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreadInputTest {
    private final List<String> calls = new ArrayList<>();
    private final FakeMemory system = new FakeMemory();
    private final Memory memory = new Memory(system);

    private final Sockets sockets = (Sockets) Proxy.newProxyInstance(
            Sockets.class.getClassLoader(), new Class<?>[] {Sockets.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("memory")) {
                    return memory;
                }
                calls.add(method.getName());
                return 0L;
            });

    private final Endpoint endpoint = new Endpoint(new FakeCallbacks(), sockets, 3, ChannelKind.TCP_STREAM);

    @Test
    void aSocketIsClosedWhereThereIsNoMemoryToDiscardItsInput() throws IOException {
        system.failAfter(0);
        endpoint.close(new UnreadInput(endpoint));
        assertThat(calls).containsExactly("close");
    }
}
