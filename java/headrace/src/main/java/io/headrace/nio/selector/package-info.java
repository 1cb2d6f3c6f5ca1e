// SPDX-License-Identifier: Apache-2.0
/**
 * The readiness engine: one selector for all trigger modes and backends.
 *
 * <p><b>What it asks of a channel</b> is {@link io.headrace.nio.selector.Pollable}: its kind, its descriptor as a
 * {@link io.headrace.nio.selector.Handle}, and which operations a ready direction means. A channel tells its keys
 * what each operation learned through {@link io.headrace.nio.selector.Readiness}.
 *
 * <p><b>Locks.</b> A select holds the monitor of the selector and then that of the selected-key set. The thread that
 * holds the first is called the selecting thread; only it packs changes and harvests events. A thread that closes a
 * channel or runs an operation takes neither: it changes the word of a direction by compare-and-set, or puts the key
 * into the selector's queue.
 *
 * <p><b>One object a key.</b> A select goes through more keys than caches hold, so a key is one object in three
 * classes, each with its own fields: {@code DirectionStates} (what is known of each direction), {@code
 * KernelRegistration} (what the kernel was told) and {@code ReadinessKey} (what the user asked for).
 *
 * <p>{@code docs/architecture.md} draws the states of a direction and the way of an event through this package.
 */
package io.headrace.nio.selector;
