// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whose code it is. The first that has a fitting prefix owns a frame: of a class in Java code, of a library's file in
 * native code.
 */
enum Owner {
    SERVER(Frame.Kind.JAVA, "the scenario's server", "the scenario's server", "io/headrace/benchmarks/"),
    HEADRACE(Frame.Kind.JAVA, "Headrace, Java", "Headrace", "io/headrace/"),
    HEADRACE_NATIVE(Frame.Kind.NATIVE, "Headrace, C", "Headrace", "libheadrace"),
    NETTY_NIO(
            Frame.Kind.JAVA,
            "Netty, NIO transport",
            "Netty, NIO transport",
            "io/netty/channel/nio/",
            "io/netty/channel/socket/nio/"),
    NETTY_EPOLL(
            Frame.Kind.JAVA,
            "Netty, epoll transport",
            "Netty, epoll transport",
            "io/netty/channel/epoll/",
            "io/netty/channel/unix/"),
    NETTY_NATIVE(Frame.Kind.NATIVE, "Netty, epoll transport in C", "Netty, epoll transport", "libnetty_"),
    NETTY(Frame.Kind.JAVA, "Netty, the rest", "Netty, the rest", "io/netty/"),
    JETTY(Frame.Kind.JAVA, "Jetty", "Jetty", "org/eclipse/jetty/"),
    TOMCAT(Frame.Kind.JAVA, "Tomcat", "Tomcat", "org/apache/", "jakarta/servlet/"),
    JDK_HTTP(Frame.Kind.JAVA, "JDK, HttpServer", "JDK, HttpServer", "sun/net/httpserver/", "com/sun/net/httpserver/"),
    JDK_CHANNELS(Frame.Kind.JAVA, "JDK, sun.nio.ch", "JDK, sun.nio.ch", "sun/nio/ch/"),
    JDK_CHANNELS_NATIVE(Frame.Kind.NATIVE, "JDK, sun.nio.ch in C", "JDK, sun.nio.ch", "libnio", "libnet."),
    JDK(Frame.Kind.JAVA, "JDK, the rest", Owner.CALLER, "java/", "jdk/", "javax/", "sun/", "com/sun/"),
    JDK_NATIVE(Frame.Kind.NATIVE, "JDK, the rest in C", Owner.CALLER, "libjava", "libzip"),
    JVM(Frame.Kind.NATIVE, "JVM", Owner.CALLER, "libjvm"),
    C_LIBRARY(Frame.Kind.NATIVE, "C library", Owner.CALLER, "libc.", "libc-", "libm", "libpthread", "ld-", "[vdso]"),
    OTHER_JAVA(Frame.Kind.JAVA, "others", "others", ""),
    OTHER_NATIVE(Frame.Kind.NATIVE, "others in C", "others", "");

    private static final String CALLER = "";

    private final Frame.Kind kind;
    private final String title;
    private final String cause;
    private final List<String> prefixes;

    Owner(Frame.Kind kind, String title, String cause, String... prefixes) {
        this.kind = kind;
        this.title = title;
        this.cause = cause;
        this.prefixes = List.of(prefixes);
    }

    /** Empty for the kernel and for stubs. */
    static Optional<Owner> of(Frame frame) {
        String name = frame.kind() == Frame.Kind.NATIVE ? frame.library() : frame.name();
        return Arrays.stream(values())
                .filter(owner ->
                        owner.kind == frame.kind() && owner.prefixes.stream().anyMatch(name::startsWith))
                .findFirst();
    }

    String title() {
        return title;
    }

    /** On whose account it runs; empty where it helps whoever calls it. */
    Optional<String> cause() {
        return Optional.of(cause).filter(actor -> !actor.equals(CALLER));
    }
}
