// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static io.headrace.JvmRun.LIBRARY;
import static io.headrace.JvmRun.PROVIDER;
import static io.headrace.JvmRun.java;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** What Headrace's provider gives where its native library does not work. */
class FallbackTest {

    private static final String MISSING = "-Dio.headrace.library.path=/missing.so";
    private static final String CAUSE = "/missing.so: cannot be read: there is no such file";

    /** Opens one of each and prints what it is, or what was thrown. */
    public static final class OpenEverything {

        private interface Opener {
            Object open() throws IOException;
        }

        private OpenEverything() {}

        public static void main(String[] arguments) {
            print(Selector::open);
            print(SocketChannel::open);
            print(ServerSocketChannel::open);
            print(Pipe::open);
            print(DatagramChannel::open);
            print(() -> HeadraceSelectorProvider.provider().openSelector(TriggerMode.LEVEL));
        }

        private static void print(Opener opener) {
            try {
                System.out.println(opener.open().getClass().getPackageName());
            } catch (IOException | RuntimeException e) {
                System.out.println(e + " [" + e.getCause() + "]");
            }
        }
    }

    /** The JDK's selector takes the JDK's channel, although neither is of the default provider. */
    public static final class SelectOnPipe {

        private SelectOnPipe() {}

        public static void main(String[] arguments) throws IOException {
            try (Selector selector = Selector.open()) {
                Pipe pipe = Pipe.open();
                pipe.sink().configureBlocking(false).register(selector, SelectionKey.OP_WRITE);
                System.out.println("ready: " + selector.select());
            }
        }
    }

    @Test
    void byDefaultEverythingIsTheJdksAfterOneWarning() throws Exception {
        String printed = java(PROVIDER, MISSING).prints(OpenEverything.class);
        assertThat(printed.lines().filter("sun.nio.ch"::equals)).hasSize(5);
        assertThat(printed.lines().filter(line -> line.startsWith("WARNING: ")))
                .singleElement()
                .asString()
                .contains("The JDK's provider serves in place of Headrace: ")
                .contains(CAUSE);
        assertThat(printed).contains("java.io.IOException: Headrace is not available: no native library for ");
    }

    @Test
    void theJdksSelectorAndChannelsWorkTogether() throws Exception {
        assertThat(java(PROVIDER, MISSING).prints(SelectOnPipe.class)).contains("ready: 1");
    }

    @Test
    void whereTheFallbackIsRefusedEachOpenFailsWithTheCause() throws Exception {
        String printed = java(PROVIDER, MISSING, "-Dio.headrace.fallback=fail").prints(OpenEverything.class);
        assertThat(printed.lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("java.io.IOException: Headrace is not available: ")
                        .contains("[io.headrace.jni.LibraryException: ")
                        .contains(CAUSE));
    }

    @Test
    void whereTheLibraryWorksNothingIsTheJdks() throws Exception {
        String printed = java(PROVIDER, "-Dio.headrace.library.path=" + LIBRARY).prints(OpenEverything.class);
        assertThat(printed.lines())
                .hasSize(6)
                .containsOnly("io.headrace.nio.selector", "io.headrace.nio.stream", "io.headrace.nio.datagram");
    }
}
