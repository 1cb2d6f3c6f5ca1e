// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an implementation looks in every plot. Implementations of a kind share a hue and differ in lightness, marker and
 * dash, so that nobody needs to tell red from green: jdk grey, Headrace blue and green, Netty orange, C black or white.
 *
 * @param light colour on a light page
 * @param dark colour on a dark one
 * @param path SVG path of the marker in a box of 16 by 16
 * @param dash "solid", "dashed" or "dotted"
 */
record Style(String light, String dark, String path, String dash) {
    private static final String CIRCLE = "M8 1a7 7 0 1 0 .01 0Z";
    private static final String SQUARE = "M2 2H14V14H2Z";
    private static final String UP = "M8 1L15.5 14.5H.5Z";
    private static final String DOWN = "M8 15L.5 1.5H15.5Z";
    private static final String DIAMOND = "M8 0L16 8L8 16L0 8Z";
    private static final String HEXAGON = "M4 1H12L16 8L12 15H4L0 8Z";
    private static final String CROSS = "M1 4L4 1L8 5L12 1L15 4L11 8L15 12L12 15L8 11L4 15L1 12L5 8Z";
    private static final String PLUS = "M5.5 0H10.5V5.5H16V10.5H10.5V16H5.5V10.5H0V5.5H5.5Z";
    private static final String STAR = "M8 0L10.2 5.3L16 5.8L11.6 9.6L13 15.5L8 12.3L3 15.5L4.4 9.6L0 5.8L5.8 5.3Z";
    private static final String RING = "M8 0a8 8 0 1 0 .01 0ZM8 4a4 4 0 1 1 -.01 0Z";
    private static final String FRAME = "M1 1H15V15H1ZM5 5V11H11V5Z";

    private static final String SOLID = "solid";
    private static final String DASHED = "dashed";
    private static final String DOTTED = "dotted";

    private static final Map<String, Style> KNOWN = Map.ofEntries(
            Map.entry("jdk", new Style("#6b7177", "#aab0b6", CIRCLE, SOLID)),
            Map.entry("jdk-again", new Style("#9aa0a6", "#858b91", RING, DASHED)),
            Map.entry("jdk-slowed", new Style("#b3b8bd", "#6a7076", DOWN, DOTTED)),
            Map.entry("jdk-slowed-25", new Style("#b3b8bd", "#6a7076", DOWN, DASHED)),
            Map.entry("jdk25", new Style("#868c92", "#c5cacf", SQUARE, DASHED)),
            Map.entry("jdk25-poller1", new Style("#b3b8bd", "#858b91", FRAME, DOTTED)),
            Map.entry("headrace-tracked", new Style("#0b57b0", "#4f9dff", SQUARE, SOLID)),
            Map.entry("headrace-level", new Style("#2f9be0", "#9ad4ff", UP, SOLID)),
            Map.entry("headrace-oneshot", new Style("#00796b", "#1fb894", DIAMOND, SOLID)),
            Map.entry("headrace-edge", new Style("#3fae6e", "#93e6b2", DOWN, SOLID)),
            Map.entry("headrace-poll", new Style("#6f86d6", "#8f9ff5", HEXAGON, DASHED)),
            Map.entry("headrace-spin", new Style("#7b5fc9", "#b9a3ff", FRAME, DASHED)),
            Map.entry("headrace-readahead", new Style("#00838f", "#6fe3c8", PLUS, DASHED)),
            Map.entry("headrace25", new Style("#0097a7", "#4fd5e0", STAR, DASHED)),
            Map.entry("headrace25-virtual", new Style("#3fae6e", "#93e6b2", UP, DASHED)),
            Map.entry("headrace25-platform", new Style("#6f86d6", "#8f9ff5", DOWN, DASHED)),
            Map.entry("netty-nio", new Style("#d98e00", "#ffb733", PLUS, SOLID)),
            Map.entry("netty-epoll", new Style("#bf4600", "#ff7f3f", CROSS, SOLID)),
            Map.entry("netty-on-headrace", new Style("#a3752c", "#e3c07a", STAR, DASHED)),
            Map.entry("c-epoll-level", new Style("#000000", "#ffffff", UP, SOLID)),
            Map.entry("c-epoll-threads", new Style("#000000", "#ffffff", SQUARE, DOTTED)),
            Map.entry("c-epoll-edge", new Style("#000000", "#ffffff", DOWN, DASHED)),
            Map.entry("c-poll", new Style("#3d3d3d", "#d5d5d5", FRAME, DOTTED)),
            Map.entry("c-select", new Style("#3d3d3d", "#d5d5d5", RING, DOTTED)));

    private static final List<Style> OTHERS = List.of(
            new Style("#8e3fae", "#c78be0", CIRCLE, SOLID),
            new Style("#b0568f", "#e59cc8", DIAMOND, DASHED),
            new Style("#5f3dc4", "#a996f2", HEXAGON, DOTTED));

    /** Of each name its own; names that this table does not know are purple. */
    static Map<String, Style> of(List<String> names) {
        Map<String, Style> styles = new LinkedHashMap<>();
        int others = 0;
        for (String name : names) {
            Style known = KNOWN.get(name);
            styles.put(name, known == null ? OTHERS.get(others++ % OTHERS.size()) : known);
        }
        return styles;
    }
}
