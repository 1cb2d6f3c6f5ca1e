// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.headrace.nio.parking.PollerThreads;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void nothingSetMeansTheDefaults() {
        assertThat(Settings.parse(new Properties()))
                .isEqualTo(new Settings(
                        TriggerMode.TRACKED, "auto", Settings.Fallback.JDK, 0, false, null, true, null, null));
    }

    @Test
    void everyPropertyIsRead() {
        Properties properties = new Properties();
        properties.setProperty("io.headrace.mode", "oneshot");
        properties.setProperty("io.headrace.backend", "poll");
        properties.setProperty("io.headrace.fallback", "fail");
        properties.setProperty("io.headrace.spin", "20");
        properties.setProperty("io.headrace.readahead", "on");
        properties.setProperty("io.headrace.threads", "platform");
        properties.setProperty("io.headrace.announce", "off");
        properties.setProperty("io.headrace.library.path", "/lib");
        properties.setProperty("io.headrace.tmpdir", "/tmp");
        assertThat(Settings.parse(properties))
                .isEqualTo(new Settings(
                        TriggerMode.ONESHOT,
                        "poll",
                        Settings.Fallback.FAIL,
                        20,
                        true,
                        PollerThreads.PLATFORM,
                        false,
                        "/lib",
                        "/tmp"));
    }

    @ParameterizedTest
    @CsvSource({
        "io.headrace.mode, levle, 'tracked, level, oneshot, edge'",
        "io.headrace.mode, LEVEL, 'tracked, level, oneshot, edge'",
        "io.headrace.mode, '', 'tracked, level, oneshot, edge'",
        "io.headrace.backend, select, 'auto, epoll, poll, kqueue, iocp, stub'",
        "io.headrace.fallback, none, 'jdk, fail'",
        "io.headrace.spin, 20us, '0 to 1000000 (microseconds)'",
        "io.headrace.spin, -1, '0 to 1000000 (microseconds)'",
        "io.headrace.spin, 1000001, '0 to 1000000 (microseconds)'",
        "io.headrace.spin, '', '0 to 1000000 (microseconds)'",
        "io.headrace.readahead, true, 'off, on'",
        "io.headrace.threads, carrier, 'auto, virtual, platform'",
        "io.headrace.announce, no, 'on, off'",
        "io.headrace.tmpdir, /nowhere, folders that exist"
    })
    void unknownValueIsRefusedNamingPropertyValueAndTheAllowedOnes(String name, String value, String allowed) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(properties))
                .withMessage(name + " is \"" + value + "\", allowed are " + allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.headrace.library.path", "io.headrace.tmpdir"})
    void blankPathIsRefused(String name) {
        Properties properties = new Properties();
        properties.setProperty(name, " ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(properties))
                .withMessage(name + " is \" \", allowed are paths of files and folders");
    }

    @Test
    void misspeltPropertyIsRefusedNamingTheAllowedOnes() {
        Properties properties = new Properties();
        properties.setProperty("io.headrace.fallbak", "fail");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.parse(properties))
                .withMessageStartingWith("unknown property io.headrace.fallbak, allowed are io.headrace.mode, ");
    }

    @Test
    void otherPropertiesAreNoConcernOfOurs() {
        Properties properties = new Properties();
        properties.setProperty("io.headracer", "x");
        properties.put("io.headrace.mode", 1);
        assertThat(Settings.parse(properties).mode()).isEqualTo(TriggerMode.TRACKED);
    }
}
