// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.program.BlockedThreadsProgram;
import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.ForkedJvm;
import io.headrace.suite.support.JdkChannels;
import io.headrace.suite.support.OnHeadrace;
import io.headrace.suite.support.Proc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Many threads that are blocked at a time, each in a channel of its own. */
@Bounded
class BlockedThreadsTest {
    private static final int THREADS = 20;

    private final List<Pipe> pipes = new ArrayList<>();
    private final List<Background<Integer>> readers = new ArrayList<>();

    private void block(SelectorProvider provider, int threads) throws IOException {
        for (int i = 0; i < threads; i++) {
            Pipe pipe = provider.openPipe();
            pipes.add(pipe);
            readers.add(Background.startBlockedIn("read", () -> pipe.source().read(ByteBuffer.allocate(8))));
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Pipe pipe : pipes) {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    /** Were one ended too, it would not read. */
    private void expectToRead(List<Pipe> from, List<Background<Integer>> blocked) throws Exception {
        for (Pipe pipe : from) {
            pipe.sink().write(ByteBuffer.allocate(3));
        }
        for (Background<Integer> reader : blocked) {
            assertThat(reader.result()).isEqualTo(3);
        }
    }

    @Test
    void theyTakeNoDescriptors() throws IOException, InterruptedException {
        Proc.assumePresent();
        assertThat(new ForkedJvm(BlockedThreadsProgram.class).run("all", "200")).contains("descriptors 0");
    }

    @Test
    void aCloseEndsOnlyItsOwnOperation() throws Exception {
        block(SelectorProvider.provider(), THREADS);
        pipes.get(0).source().close();
        assertThat(readers.get(0).failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
        expectToRead(pipes.subList(1, THREADS), readers.subList(1, THREADS));
    }

    @Test
    void anInterruptEndsOnlyItsOwnOperation() throws Exception {
        block(SelectorProvider.provider(), THREADS);
        readers.get(0).thread.interrupt();
        assertThat(readers.get(0).failure()).isExactlyInstanceOf(ClosedByInterruptException.class);
        expectToRead(pipes.subList(1, THREADS), readers.subList(1, THREADS));
    }

    /** Both send the same signal. */
    @Test
    @OnHeadrace
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal ends a call there")
    void aCloseEndsAThreadOfTheJdksToo() throws Exception {
        block(SelectorProvider.provider(), 1);
        block(JdkChannels.provider(), 2);
        pipes.get(0).source().close();
        assertThat(readers.get(0).failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
        pipes.get(1).source().close();
        assertThat(readers.get(1).failure()).isExactlyInstanceOf(AsynchronousCloseException.class);
        expectToRead(pipes.subList(2, 3), readers.subList(2, 3));
    }
}
