// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {
    private static final int UNUSED = 1;

    @Test
    void aNumberOutOfRangeIsRefusedAndTheRangeIsNamed() throws Exception {
        LoadRun.withOptions(List.of("--connections=0"))
                .assertRefused("--connections: \"0\" is not a whole number from 1 to 100000");
    }

    @Test
    void anUnknownWorkloadIsRefusedAndTheAllowedAreNamed() throws Exception {
        LoadRun.of(UNUSED, "--workload=smtp")
                .assertRefused("\"smtp\" is not one of http|echo|accept|datagram|flood|file|request");
    }

    @Test
    void aMissingOptionIsNamed() throws Exception {
        LoadRun.withOptions(List.of("--workload=echo")).assertRefused("--port is missing");
    }

    @Test
    void aDepthIsRefusedWhereOneMessageIsUnderWay() throws Exception {
        LoadRun.of(UNUSED, "--workload=accept", "--depth=2")
                .assertRefused("--depth: 2 is not allowed with the workload accept, only 1 is");
    }

    @Test
    void idleConnectionsAreRefusedWhereThereAreNone() throws Exception {
        LoadRun.of(UNUSED, "--workload=datagram", "--idle=3")
                .assertRefused("--idle: 3 is not allowed with the workload datagram, only 0 is");
    }

    @Test
    void aRateIsRefusedForAFlood() throws Exception {
        LoadRun.of(UNUSED, "--workload=flood", "--rate=3")
                .assertRefused("--rate: 3 is not allowed with the workload flood, only 0 is");
    }

    @Test
    void aMessageWithoutRoomForItsTokenIsRefused() throws Exception {
        LoadRun.of(UNUSED, "--workload=datagram", "--size=15").assertRefused("from 16 to 65507 are allowed");
    }

    @Test
    void aFileWithoutASizeIsRefused() throws Exception {
        LoadRun.of(UNUSED, "--workload=file").assertRefused("--size is missing: the workload file needs it");
    }

    @Test
    void tooManyConnectionsForTheLimitOfDescriptorsAreAnError() throws Exception {
        String client = Installation.fromProperty().client().toString();
        LoadRun.ofCommand(List.of(
                        "sh",
                        "-c",
                        "ulimit -n 64; exec " + client + " --workload=echo --port=1 --connections=60 --warmup-ms=0"
                                + " --window-ms=1 --server-pid=$$ --server-core=0"))
                .assertFailed("68 descriptors are needed; the limit is 64");
    }
}
