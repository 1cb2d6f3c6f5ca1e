// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.HeadraceSelector;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectEventTest {
    private static final String NAME = "io.headrace.Select";

    @TempDir
    Path folder;

    /** Of one selector, whose recording ends after three waits and two changes. */
    private List<RecordedEvent> events(Map<String, String> settings) throws IOException {
        Path file = folder.resolve("recording.jfr");
        String selected;
        try (Recording recording = new Recording(settings)) {
            recording.start();
            HeadraceSelectorProvider provider = HeadraceSelectorProvider.provider();
            Pipe pipe = provider.openPipe();
            try (HeadraceSelector selector = provider.openSelector(TriggerMode.TRACKED);
                    Pipe.SinkChannel sink = pipe.sink();
                    Pipe.SourceChannel source = pipe.source()) {
                sink.configureBlocking(false).register(selector, SelectionKey.OP_WRITE);
                source.configureBlocking(false).register(selector, SelectionKey.OP_READ);
                selector.selectNow();
                selector.selectNow();
                selector.selectNow();
                recording.stop();
                selected = selector.toString();
            }
            recording.dump(file);
        }
        Stream<RecordedEvent> events = RecordingFile.readAllEvents(file).stream();
        return events.filter(event -> event.getEventType().getName().equals(NAME))
                .filter(event -> event.getString("selector").equals(selected))
                .toList();
    }

    @Test
    void aRecordingHasWhatASelectorDid() throws IOException {
        assertThat(events(Map.of(NAME + "#enabled", "true", NAME + "#period", "endChunk")))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("mode")).isEqualTo("TRACKED");
                    assertThat(event.getLong("waits")).isEqualTo(3);
                    assertThat(event.getLong("events")).isPositive();
                    assertThat(event.getLong("changes")).isGreaterThanOrEqualTo(2);
                });
    }

    @Test
    void aRecordingThatDoesNotAskForItHasNothing() throws IOException {
        assertThat(events(Map.of())).isEmpty();
    }
}
