// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.Headrace;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.os.Addresses;
import io.headrace.os.FakeMemory;
import io.headrace.os.Memory;
import io.headrace.os.OsError;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a system whose calls fail one by one. */
class AdoptedDescriptorTest {
    private static final long DESCRIPTOR = 3;

    private final List<String> calls = new ArrayList<>();
    private final Memory memory = FakeMemory.unlimited();
    private String failing = "";
    private long type = Sockets.DATAGRAM;
    private boolean listens;

    private final Sockets sockets = (Sockets) Proxy.newProxyInstance(
            Sockets.class.getClassLoader(), new Class<?>[] {Sockets.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                return method.getName().equals(failing)
                        ? (Object) (long) -OsError.MEMORY
                        : answer(method.getName(), arguments);
            });

    private Object answer(String call, Object... arguments) throws SocketException {
        return switch (call) {
            case "memory" -> memory;
            case "type" -> type;
            case "listens" -> listens ? 1L : 0L;
            case "text" -> "no memory";
            case "localAddress", "remoteAddress" -> {
                Addresses.write((ByteBuffer) arguments[1], Sockets.INET4, new InetSocketAddress("127.0.0.1", 9));
                yield 0L;
            }
            default -> 0L;
        };
    }

    private AdoptedDescriptor adopt() throws IOException {
        return AdoptedDescriptor.socket(HeadraceSelectorProvider.provider(), sockets, DESCRIPTOR);
    }

    private static Map<String, Integer> open() {
        return Headrace.mxBean().getOpenChannels();
    }

    /** A channel that is thrown away would close the descriptor once more, and by then it may be another's. */
    @ParameterizedTest
    @CsvSource({
        "2, false, type",
        "2, false, localAddress",
        "2, false, remoteAddress",
        "2, false, adopt",
        "1, false, listens",
        "1, false, remoteAddress",
        "1, false, adopt",
        "1, true, listens",
        "1, true, adopt"
    })
    void whatFailsHalfWayLeavesNoChannelBehind(long type, boolean listens, String failing) {
        this.type = type;
        this.listens = listens;
        this.failing = failing;
        Map<String, Integer> before = open();
        assertThatThrownBy(this::adopt).isInstanceOf(IOException.class);
        assertThat(open()).isEqualTo(before);
        assertThat(calls.contains("adopt"))
                .as("changes it before the rest is known")
                .isEqualTo(failing.equals("adopt"));
    }

    @ParameterizedTest
    @CsvSource({"2, false", "1, false", "1, true"})
    void theChannelClosesItsDescriptorOnce(long type, boolean listens) throws IOException {
        this.type = type;
        this.listens = listens;
        adopt().channel().close();
        assertThat(calls.stream().filter("close"::equals)).hasSize(1);
    }
}
