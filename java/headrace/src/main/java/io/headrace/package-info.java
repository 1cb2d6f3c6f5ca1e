// SPDX-License-Identifier: Apache-2.0
/**
 * A native transport behind {@code java.nio}: selectors and channels over epoll(7) or poll(2), through a thin layer
 * of C. This is the only package that the module exports. Everything else is plain {@code java.nio.channels}.
 *
 * <ul>
 *   <li>{@link io.headrace.HeadraceSelectorProvider} opens selectors and channels. Name it in a property, or call it.
 *   <li>{@link io.headrace.Agent} makes it the provider of a JVM by {@code -javaagent}.
 *   <li>{@link io.headrace.HeadraceSelector} adds modes, and counts, to {@link java.nio.channels.Selector}.
 *   <li>{@link io.headrace.TriggerMode} says how readiness is learned.
 *   <li>{@link io.headrace.AbstractNamespaceAddress} is a Unix domain address that is no file.
 *   <li>{@link io.headrace.HeadraceSocketOptions} and {@link io.headrace.RawSocketOption} are options that the JDK has
 *       no names for. {@link io.headrace.TcpInfo}, {@link io.headrace.PathMtuDiscovery} and
 *       {@link io.headrace.BpfProgram} are values of them.
 *   <li>{@link io.headrace.DatagramBatch} is many UDP datagrams in one call.
 *   <li>{@link io.headrace.InheritedSocket} is a socket that systemd passes.
 *   <li>{@link io.headrace.Feature} names what not every platform has.
 *   <li>{@link io.headrace.HeadraceMXBean} shows by JMX what is in use.
 *   <li>{@link io.headrace.Headrace} and {@link io.headrace.Doctor} say whether it works here, and why not.
 * </ul>
 *
 * <h2>The contract</h2>
 *
 * <p>Channels and selectors keep the contracts of their {@code java.nio} classes: threads, locks, exceptions, close
 * and interrupt. {@link io.headrace.HeadraceSelector} names the differences; {@link io.headrace.TriggerMode} says for
 * each mode what it promises:
 *
 * <dl>
 *   <dt>Portability
 *   <dd>Each mode works on each backend. All modes but {@code EDGE} select the same keys on each.
 *   <dt>Spurious reports
 *   <dd>Few, but possible: an operation on a ready key may find nothing. It does not block.
 *   <dt>Draining
 *   <dd>Necessary in {@code EDGE} only.
 *   <dt>Lost reports
 *   <dd>None, as long as you drain in {@code EDGE} and remove the keys that you handle from the selected-key set.
 *   <dt>Not guaranteed
 *   <dd>The order of selected keys, the number of system calls, the number of reports of one edge.
 * </dl>
 *
 * <p>Parameters and results are not null unless their description says so.
 */
package io.headrace;
