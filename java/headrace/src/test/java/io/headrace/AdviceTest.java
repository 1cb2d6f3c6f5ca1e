// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of problem, in the words in which the loader and the dynamic linker tell it. */
class AdviceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x copied to /tmp: failed to map segment from shared object | noexec",
                "x copied to /tmp: No space left on device | -Dio.headrace.tmpdir=FOLDER",
                "x copied to /tmp: no folder can be made in it: unwritable or full | -Dio.headrace.tmpdir=FOLDER",
                "x copied to /none: no such folder | -Dio.headrace.tmpdir=FOLDER",
                "/x.so: is truncated: 9 bytes do not hold an ELF header | download or build it again",
                "/x.so: is empty | download or build it again",
                "/x.so: is not an ELF file | download or build it again",
                "/x.so: is of another platform: ELF machine is 183, linux-x86_64 has 62"
                        + " | headrace-VERSION-PLATFORM.jar",
                "/x.so: is linked with musl, this JVM runs on glibc | headrace-VERSION-PLATFORM.jar",
                "/x.so: is of another version: its seam is 2, that of the classes 1 | of the same version",
                "/x.so: is not Headrace's library: it has no function seamVersion | of the same version",
                "native access is denied: start the JVM with --enable-native-access=io.headrace"
                        + " | --enable-native-access=ALL-UNNAMED",
                "a security manager forbids what Headrace needs, access denied (x) | grant codeBase",
                "no backend opens here: epoll does not open: Operation not permitted | epoll_create1(2)",
                "epoll does not open: Operation not permitted | epoll_create1(2)",
                "io.headrace.tmpdir is \"/nowhere\", allowed are folders that exist | correct the property",
                "java.library.path (/usr/lib): holds no libheadrace.so | none, if",
                "class path: holds no META-INF/native/linux-x86_64/libheadrace.so | headrace-VERSION-all.jar",
                "/x.so: cannot be read: there is no such file | -Dio.headrace.library.path=PATH",
                "io.headrace.mode is \"fast\", allowed are tracked, level | correct the property",
                "io.headrace.backend: no backend \"iocp\" here; there are: epoll | correct the property",
                "no native library is built for os.name Plan 9 with os.arch x, only for linux-x86_64"
                        + " | none yet for this",
                "there is no backend for this platform yet: its library has only [stub] | none yet for this",
                "what nobody has seen before | report it",
            })
    void eachProblemHasItsAdvice(String problem, String advice) {
        assertThat(Advice.on(problem)).contains(advice);
    }
}
