// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-aarch_64",
        "Mac OS X, x86_64, osx-x86_64",
        "Mac OS X, aarch64, osx-aarch_64",
        "Windows 11, amd64, windows-x86_64",
        "Windows Server 2025, amd64, windows-x86_64",
        "FreeBSD, amd64, freebsd-x86_64"
    })
    void everyPlatformIsNamedAsTheBuildNamesIt(String osName, String osArch, String name) throws LibraryException {
        assertThat(Platform.of(osName, osArch).name()).isEqualTo(name);
    }

    @Test
    void muslIsAPlatformOfItsOwn() {
        assertThat(new Platform("linux", "aarch_64", true).name()).isEqualTo("linux-aarch_64-musl");
    }

    @ParameterizedTest
    @CsvSource({"Linux, ppc64le", "Windows 11, aarch64", "FreeBSD, aarch64", "AIX, ppc64", "Linux, x86"})
    void platformWithoutLibraryIsNamedBesideThoseThatHaveOne(String osName, String osArch) {
        assertThatThrownBy(() -> Platform.of(osName, osArch))
                .isInstanceOf(LibraryException.class)
                .hasMessageContaining("os.name " + osName + " with os.arch " + osArch)
                .hasMessageContaining("linux-x86_64-musl")
                .hasMessageContaining("freebsd-x86_64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7f1c2a400000-7f1c2a455000 r-xp 00014000 fe:00 2054 /lib/ld-musl-x86_64.so.1",
                "7f1c2a400000-7f1c2a455000 r-xp 00014000 fe:00 2054 /usr/lib/libc.musl-x86_64.so.1"
            })
    void mappedDynamicLinkerOfMuslMeansMusl(String line) {
        assertThat(Platform.mapsMusl(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7f1c2a400000-7f1c2a455000 r-xp 00014000 fe:00 2054 /usr/lib/x86_64-linux-gnu/libc.so.6",
                "7f1c2a600000-7f1c2a655000 r-xp 00014000 fe:00 2055 /opt/ld-musl-x86_64.so.1/libjvm.so",
                "7ffd1c5d6000-7ffd1c5f7000 rw-p 00000000 00:00 0    [stack]"
            })
    void mappedGlibcMeansGlibcEvenBesideAMuslFolder(String line) {
        assertThat(Platform.mapsMusl(line)).isFalse();
    }
}
