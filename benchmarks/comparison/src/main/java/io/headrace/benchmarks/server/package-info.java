// SPDX-License-Identifier: Apache-2.0
/**
 * The Java servers that are compared: echo, datagrams, HTTP and files, on plain {@code java.nio}, Netty, Jetty, Tomcat
 * and the JDK's HTTP server.
 */
package io.headrace.benchmarks.server;
