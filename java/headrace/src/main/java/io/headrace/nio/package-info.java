// SPDX-License-Identifier: Apache-2.0
/**
 * Every rule of {@code java.nio}, once for all operating systems, backends and trigger modes.
 *
 * <p>{@code nio.selector} holds selectors and keys. {@code nio.channel} holds what all channels share.
 * {@code nio.stream} and {@code nio.datagram} hold the channels. Dependencies run one way: stream and datagram use
 * channel, channel uses selector, and all use {@code io.headrace.os}. This package opens what the process inherited.
 */
package io.headrace.nio;
