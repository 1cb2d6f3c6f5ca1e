// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no frame is said to be none, and takes no memory. */
class BadFramesTest {
    private static final Framing LENGTH = Framing.lengthPrefix(4, 100);
    private static final Framing LINES = Framing.delimiter(100, (byte) '\n');

    private final List<String> received = new ArrayList<>();

    private boolean collect(ByteBuffer frame) {
        received.add(StandardCharsets.ISO_8859_1.decode(frame).toString());
        return true;
    }

    private static ByteBuffer length(int length) {
        return ByteBuffer.allocate(4).putInt(0, length);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aNegativeLengthIsWrong() {
        FrameDecoder decoder = LENGTH.newDecoder();
        assertThatThrownBy(() -> decoder.decode(length(-5), this::collect))
                .isInstanceOf(FramingException.class)
                .hasMessage("a frame of negative length -5");
    }

    @Test
    void aLengthBeyondTheLimitIsWrongAtOnce() {
        FrameDecoder decoder = LENGTH.newDecoder();
        assertThatThrownBy(() -> decoder.decode(length(Integer.MAX_VALUE), this::collect))
                .isInstanceOf(FramingException.class)
                .hasMessage("a frame of 2147483647 bytes: at most 100 are allowed");
    }

    @Test
    void aLengthByteByByteIsWrongAtItsLastByte() throws IOException {
        FrameDecoder decoder = LENGTH.newDecoder();
        ByteBuffer length = length(101);
        for (int i = 0; i < 3; i++) {
            decoder.decode(length.slice(i, 1), this::collect);
        }
        assertThatThrownBy(() -> decoder.decode(length.slice(3, 1), this::collect))
                .isInstanceOf(FramingException.class);
    }

    @Test
    void aFrameThatNeverEndsIsWrongOnceItIsTooLong() throws IOException {
        FrameDecoder decoder = LINES.newDecoder();
        for (int i = 0; i < 100; i++) {
            decoder.decode(ascii("x"), this::collect);
        }
        assertThatThrownBy(() -> decoder.decode(ascii("x"), this::collect))
                .isInstanceOf(FramingException.class)
                .hasMessage("a frame of at least 101 bytes: at most 100 are allowed");
    }

    @Test
    void aLineThatIsTooLongIsWrongThoughItEnds() {
        FrameDecoder decoder = LINES.newDecoder();
        assertThatThrownBy(() -> decoder.decode(ascii("x".repeat(101) + "\n"), this::collect))
                .isInstanceOf(FramingException.class)
                .hasMessage("a frame of 101 bytes: at most 100 are allowed");
    }

    @Test
    void framesBeforeTheWrongOneAreHandedOn() {
        FrameDecoder decoder = LINES.newDecoder();
        assertThatThrownBy(() -> decoder.decode(ascii("a\nb\n" + "x".repeat(200)), this::collect))
                .isInstanceOf(FramingException.class);
        assertThat(received).containsExactly("a", "b");
    }

    @Test
    void nothingIsTakenBehindAWrongFrame() {
        FrameDecoder decoder = LINES.newDecoder();
        assertThatThrownBy(() -> decoder.decode(ascii("x".repeat(200)), this::collect))
                .isInstanceOf(FramingException.class);
        assertThatThrownBy(() -> decoder.decode(ascii("\na\n"), this::collect))
                .isInstanceOf(FramingException.class)
                .hasMessageContaining("an earlier frame");
        assertThat(received).isEmpty();
    }

    @Test
    void aStreamThatEndsWithinAFrameSaysSo() throws IOException {
        FrameDecoder decoder = LENGTH.newDecoder();
        decoder.decode(length(7), this::collect);
        decoder.decode(ascii("abc"), this::collect);
        assertThat(decoder.isMidFrame()).isTrue();
        assertThatThrownBy(decoder::end)
                .isInstanceOf(FramingException.class)
                .hasMessage("the stream ended within a frame, after 7 bytes of it");
    }

    @Test
    void aStreamMayEndBetweenFrames() throws IOException {
        FrameDecoder decoder = LINES.newDecoder();
        decoder.decode(ascii("a\n"), this::collect);
        decoder.end();
        assertThat(decoder.isMidFrame()).isFalse();
    }

    @Test
    void anAnnouncedLengthTakesNoMemory() throws IOException {
        FrameDecoder decoder = Framing.lengthPrefix(4, 1 << 30).newDecoder();
        decoder.decode(length(1 << 30), this::collect);
        decoder.decode(ascii("x"), this::collect);
        assertThat(decoder.memory()).isLessThan(1000);
    }
}
