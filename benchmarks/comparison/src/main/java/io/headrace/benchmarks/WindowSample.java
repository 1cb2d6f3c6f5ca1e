// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What the load client measured in one window. The latency histogram is a list of [largest value of the bucket in ns,
 * count]; system calls are null where they were not counted, resident memory is in bytes: before the connections were
 * opened, and at the end of the window.
 */
public record WindowSample(
        long requests,
        double seconds,
        double clientCpuSeconds,
        double serverCpuSeconds,
        double serverUserSeconds,
        double serverSystemSeconds,
        double serverCoreIdleSeconds,
        double clientCoreIdleSeconds,
        boolean clientIsBottleneck,
        long lost,
        Calls serverCalls,
        long serverResidentBefore,
        long serverResident,
        List<long[]> latencyNs) {
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    /** System calls: all, those that wait for readiness, changes of interest (epoll_ctl), and what waits reported. */
    public record Calls(long all, long waits, long changes, long reports) {}

    public static WindowSample parse(String json) throws IOException {
        WindowSample sample;
        try {
            sample = GSON.fromJson(json, WindowSample.class);
        } catch (JsonParseException e) {
            throw new IOException("the load client wrote something else than a result: " + json, e);
        }
        if (sample == null || sample.requests <= 0 || sample.seconds <= 0 || sample.latencyNs == null) {
            throw new IOException("the load client's result holds no request: " + json);
        }
        return sample;
    }

    /** What others had of the two processors in the window, as a part of one. */
    public double shareOfOthers() {
        double known = serverCpuSeconds + clientCpuSeconds + serverCoreIdleSeconds + clientCoreIdleSeconds;
        return Math.max(0, 2 - known / seconds);
    }

    public void addLatencyTo(Histogram histogram) {
        for (long[] bucket : latencyNs) {
            histogram.recordValueWithCount(bucket[0], bucket[1]);
        }
    }
}
