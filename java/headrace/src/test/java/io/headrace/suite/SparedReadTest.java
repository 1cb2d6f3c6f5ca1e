// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite;

import static java.nio.channels.SelectionKey.OP_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.suite.support.Background;
import io.headrace.suite.support.Bounded;
import io.headrace.suite.support.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Reads right after one that emptied a channel. A pipe: what was written to it is there when the write returns. */
@Bounded
class SparedReadTest {
    private static final int ROOM = 16;

    @AutoClose
    private final Selector selector = Selector.open();

    @AutoClose
    private final Pipe.SinkChannel sink;

    @AutoClose
    private final Pipe.SourceChannel source;

    private final SelectionKey key;

    SparedReadTest() throws IOException {
        Pipe pipe = Pipe.open();
        sink = pipe.sink();
        source = pipe.source();
        source.configureBlocking(false);
        key = source.register(selector, OP_READ);
    }

    /** By the thread of the test: that is the selecting one then. */
    private void report() throws IOException {
        write(3);
        Waiting.untilReady(key, OP_READ);
    }

    private void write(int bytes) throws IOException {
        assertThat(sink.write(ByteBuffer.allocate(bytes))).isEqualTo(bytes);
    }

    private int read() throws IOException {
        return source.read(ByteBuffer.allocate(ROOM));
    }

    private static <T> T inAnotherThread(Callable<T> call) throws Exception {
        return Background.start(call).result();
    }

    @Test
    void theThreadThatSelectsFindsAtOnceWhatCame() throws IOException {
        report();
        assertThat(read()).isEqualTo(3);
        write(2);
        assertThat(read()).isEqualTo(2);
    }

    @Test
    void anotherThreadFindsByItsSecondReadWhatCame() throws Exception {
        report();
        assertThat(inAnotherThread(this::read)).isEqualTo(3);
        write(2);
        int twoReads = inAnotherThread(() -> read() + read());
        assertThat(twoReads).isEqualTo(2);
    }

    @Test
    void aSelectReportsWhatASparedReadDidNotLookFor() throws Exception {
        report();
        assertThat(inAnotherThread(this::read)).isEqualTo(3);
        inAnotherThread(this::read);
        write(2);
        Waiting.untilReady(key, OP_READ);
        assertThat(inAnotherThread(this::read)).isEqualTo(2);
    }

    @Test
    void anotherThreadFindsByItsSecondReadTheEnd() throws Exception {
        report();
        assertThat(inAnotherThread(this::read)).isEqualTo(3);
        sink.close();
        int second = inAnotherThread(() -> {
            read();
            return read();
        });
        assertThat(second).isEqualTo(-1);
    }

    @Test
    void aCancelledKeySparesNoRead() throws Exception {
        report();
        assertThat(inAnotherThread(this::read)).isEqualTo(3);
        key.cancel();
        write(2);
        assertThat(inAnotherThread(this::read)).isEqualTo(2);
    }
}
