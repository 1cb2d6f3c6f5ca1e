// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.Headrace;
import io.headrace.os.Poller;
import io.headrace.os.Transport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NativeTransportTest {

    @BeforeAll
    static void libraryIsLoaded() {
        assertThat(Headrace.unavailabilityCause()).isNull();
    }

    @Test
    void libraryAndClassesAreOfOneSeam() {
        assertThat(NativeTransport.seamVersion()).isEqualTo(NativeTransport.SEAM_VERSION);
    }

    @Test
    void everyBackendOpensByItsName() {
        List<String> names = NativeTransport.backends();
        assertThat(names).contains("poll", "stub").doesNotHaveDuplicates();
        assertThat(names)
                .extracting(NativeTransport::open)
                .extracting(Transport::backend)
                .isEqualTo(names);
    }

    @Test
    void unknownBackendIsAnErrorThatListsThoseThereAre() {
        assertThatThrownBy(() -> NativeTransport.open("iocp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("iocp")
                .hasMessageContainingAll(NativeTransport.backends().toArray(String[]::new));
    }

    @Test
    void backendThatCannotOpenSaysWhichAndWhy() {
        Transport stub = NativeTransport.open("stub");
        assertThatThrownBy(stub::openPoller)
                .isInstanceOf(IOException.class)
                .hasMessage("open a poller of stub: Not supported by this backend");
    }

    @Test
    void capsAreThoseOfTheBackend() throws IOException {
        Poller poll = NativeTransport.open("poll").openPoller();
        try {
            assertThat(poll.caps() & Poller.CAP_EDGE).isZero();
            assertThat(poll.caps() & Poller.CAP_LEVEL).isNotZero();
        } finally {
            poll.close();
        }
    }
}
