// SPDX-License-Identifier: Apache-2.0
/**
 * Every rule of {@code java.nio}, once for all operating systems, backends and trigger modes.
 *
 * <p>{@link io.headrace.nio.selector} holds selectors and keys. {@link io.headrace.nio.channel} holds what all
 * channels share. {@link io.headrace.nio.stream} and {@link io.headrace.nio.datagram} hold the channels. Dependencies
 * run one way: stream and datagram use channel, channel uses selector, and all use {@link io.headrace.os}. This
 * package opens what the process inherited.
 */
package io.headrace.nio;
