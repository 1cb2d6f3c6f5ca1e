// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import org.junit.jupiter.api.Test;

/** The checks of {@link io.headrace.integration.program.HttpClientProgram}. */
interface HttpClientTests {

    Client client();

    HttpServer server();

    @Test
    default void downloadsAreEqual() throws Exception {
        client().requirePassed("download", server());
    }

    @Test
    default void echoesAreEqual() throws Exception {
        client().requirePassed("echo", server());
    }

    @Test
    default void theConnectionIsKept() throws Exception {
        client().requirePassed("keep-alive", server());
    }

    @Test
    default void twoHundredRequestsAtOnceGetTheirResponses() throws Exception {
        client().requirePassed("concurrent", server());
    }

    @Test
    default void aHundredMebibytesComeDown() throws Exception {
        client().requirePassed("large download", server());
    }

    @Test
    default void aHundredMebibytesGoUp() throws Exception {
        client().requirePassed("large upload", server());
    }

    @Test
    default void aSlowReaderHoldsUpNoOtherRequest() throws Exception {
        client().requirePassed("slow reader", server());
    }

    @Test
    default void aResetFailsItsRequestAlone() throws Exception {
        client().requirePassed("reset", server());
    }

    @Test
    default void aRefusedConnectionIsAnError() throws Exception {
        client().requirePassed("refused", server());
    }
}
