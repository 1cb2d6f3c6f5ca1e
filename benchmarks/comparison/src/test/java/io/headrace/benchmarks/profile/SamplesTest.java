// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
    @Test
    void samplesOfTheSameStackAreAddedUp() throws IOException {
        Samples sum = Samples.of(List.of("a;b 2", "a 1")).plus(Samples.of(List.of("a;b 3")));

        assertThat(sum).isEqualTo(Samples.of(List.of("a;b 5", "a 1")));
    }

    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) throws IOException {
        Samples samples = Samples.of(List.of("a;io/headrace/lib.so (deleted);b_[k] 2", "a 1"));
        samples.write(folder.resolve("stacks"));

        assertThat(Samples.read(folder.resolve("stacks"))).isEqualTo(samples);
    }

    @Test
    void stacksThatEndInUserCodeDoNotShowTheKernel() throws IOException {
        assertThat(Samples.of(List.of("a;libc.so.6`recv 2")).showKernel()).isFalse();
        assertThat(Samples.of(List.of("a;libc.so.6`recv;do_syscall_64_[k] 2")).showKernel())
                .isTrue();
    }
}
