// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames come out as they went in, however the bytes are cut. */
class FramingTest {
    enum Format {
        ONE(Framing.lengthPrefix(1, 200), 0, 200),
        TWO(Framing.lengthPrefix(2, 1000), 0, 1000),
        FOUR(Framing.lengthPrefix(4, 1000), 0, 1000),
        LINE(Framing.delimiter(1000, (byte) '\n'), 0, 1000),
        CRLF(Framing.delimiter(1000, (byte) '\r', (byte) '\n'), 0, 1000),
        OVERLAPPING(Framing.delimiter(1000, (byte) 'a', (byte) 'a', (byte) 'b'), 0, 1000),
        FIXED(Framing.fixed(17), 17, 17);

        final Framing framing;
        final int least;
        final int most;

        Format(Framing framing, int least, int most) {
            this.framing = framing;
            this.least = least;
            this.most = most;
        }

        /** Of letters that cannot make up the delimiter, but begin it. */
        String random(Random random) {
            int length = random.nextInt(4) == 0
                    ? random.nextInt(least, most + 1)
                    : Math.min(most, least + random.nextInt(5));
            return random.ints(length, 0, 3)
                    .mapToObj(i -> "a\rx".substring(i, i + 1))
                    .reduce("", String::concat);
        }

        byte[] encode(List<String> frames) {
            FrameEncoder encoder = framing.newEncoder();
            ByteBuffer all = ByteBuffer.allocate(1 << 20);
            for (String frame : frames) {
                for (ByteBuffer part : encoder.encode(bytes(frame))) {
                    all.put(part);
                }
            }
            byte[] encoded = new byte[all.position()];
            all.flip().get(encoded);
            return encoded;
        }
    }

    private final List<String> received = new ArrayList<>();

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    private boolean collect(ByteBuffer frame) {
        received.add(text(frame));
        return true;
    }

    private static Stream<String> frames(Format format, long seed, int count) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> format.random(random));
    }

    @ParameterizedTest
    @EnumSource
    void framesInOneReadComeOut(Format format) throws IOException {
        List<String> frames = frames(format, 1, 10_000 / (format.most / 17)).toList();
        assertThat(format.framing.newDecoder().decode(ByteBuffer.wrap(format.encode(frames)), this::collect))
                .isTrue();
        assertThat(received).isEqualTo(frames);
    }

    @ParameterizedTest
    @EnumSource
    void framesByteByByteComeOut(Format format) throws IOException {
        List<String> frames = frames(format, 2, 100).toList();
        FrameDecoder decoder = format.framing.newDecoder();
        for (byte each : format.encode(frames)) {
            decoder.decode(ByteBuffer.wrap(new byte[] {each}), this::collect);
        }
        decoder.end();
        assertThat(received).isEqualTo(frames);
    }

    @ParameterizedTest
    @EnumSource
    void twoFramesCutAtAnyByteComeOut(Format format) throws IOException {
        List<String> frames = frames(format, 3, 3).toList();
        byte[] encoded = format.encode(frames);
        FrameDecoder decoder = format.framing.newDecoder();
        for (int cut = 0; cut <= encoded.length; cut++) {
            received.clear();
            decoder.decode(ByteBuffer.wrap(encoded, 0, cut), this::collect);
            decoder.decode(ByteBuffer.wrap(encoded, cut, encoded.length - cut), this::collect);
            assertThat(received).as("cut at %d", cut).isEqualTo(frames);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyCutsLeaveTheFramesWhole(Format format) throws IOException {
        List<String> frames = frames(format, 4, 500).toList();
        ByteBuffer encoded =
                ByteBuffer.allocateDirect(1 << 20).put(format.encode(frames)).flip();
        Random random = new Random(5);
        int end = encoded.limit();
        FrameDecoder decoder = format.framing.newDecoder();
        while (encoded.position() < end) {
            encoded.limit(Math.min(end, encoded.position() + random.nextInt(1, 50)));
            decoder.decode(encoded, this::collect);
        }
        assertThat(received).isEqualTo(frames);
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerThatHasEnoughLeavesTheBytesBehindItsFrame(Format format) throws IOException {
        List<String> frames = frames(format, 6, 20).toList();
        ByteBuffer encoded = ByteBuffer.wrap(format.encode(frames));
        int end = encoded.limit();
        FrameDecoder decoder = format.framing.newDecoder();
        encoded.limit(1);
        decoder.decode(encoded, this::collect);
        encoded.limit(end);
        int before = received.size();
        for (int i = before; i < frames.size(); i++) {
            boolean isAll = decoder.decode(encoded, frame -> !collect(frame));
            assertThat(received).hasSize(i + 1);
            assertThat(isAll).isEqualTo(!encoded.hasRemaining());
        }
        assertThat(received).isEqualTo(frames);
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerMayLeaveItsFrameUnreadOrThrow(Format format) throws IOException {
        List<String> frames = frames(format, 7, 3).toList();
        byte[] encoded = format.encode(frames);
        FrameDecoder decoder = format.framing.newDecoder();
        ByteBuffer all = ByteBuffer.wrap(encoded);
        assertThatThrownBy(() -> decoder.decode(all, frame -> {
                    throw new IOException("mine");
                }))
                .hasMessage("mine");
        decoder.decode(all, frame -> {
            frame.limit(frame.position());
            return false;
        });
        decoder.decode(all, this::collect);
        assertThat(received).containsExactly(frames.get(2));
    }

    @ParameterizedTest
    @EnumSource
    void aFrameThatTheFormatCannotSendIsRefused(Format format) {
        ByteBuffer tooLong = ByteBuffer.allocate(format.most + 1);
        assertThatThrownBy(() -> format.framing.newEncoder().encode(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(format.most + 1))
                .hasMessageContaining(String.valueOf(format.most));
    }

    @Test
    void aFrameWithTheDelimiterInItIsRefused() {
        assertThatThrownBy(() -> Format.CRLF.framing.newEncoder().encode(bytes("ab\r\nc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at byte 2");
    }

    @Test
    void aLongestFrameIsNotTooLong() throws IOException {
        for (Format format : Format.values()) {
            String longest = "x".repeat(format.most);
            byte[] encoded = format.encode(List.of(longest));
            FrameDecoder decoder = format.framing.newDecoder();
            for (byte each : encoded) {
                decoder.decode(ByteBuffer.wrap(new byte[] {each}), this::collect);
            }
            decoder.decode(ByteBuffer.wrap(encoded), this::collect);
            assertThat(received).containsExactly(longest, longest);
            received.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    void aLengthOfAnotherNumberOfBytesIsRefused(int bytes) {
        assertThatThrownBy(() -> Framing.lengthPrefix(bytes, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("want 1, 2 or 4");
    }

    @Test
    void aLimitThatTheLengthCannotSayIsRefused() {
        assertThatThrownBy(() -> Framing.lengthPrefix(1, 256)).hasMessageContaining("255");
        assertThatThrownBy(() -> Framing.lengthPrefix(2, 65536)).hasMessageContaining("65535");
        assertThatThrownBy(() -> Framing.lengthPrefix(4, -1)).hasMessageContaining("-1");
    }

    @Test
    void aDelimiterOfNothingIsRefused() {
        assertThatThrownBy(() -> Framing.delimiter(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void framesOfNoSizeAreRefused() {
        assertThatThrownBy(() -> Framing.fixed(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
