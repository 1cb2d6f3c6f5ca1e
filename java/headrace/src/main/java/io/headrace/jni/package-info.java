// SPDX-License-Identifier: Apache-2.0
/**
 * Finds, checks and loads the native library, and implements the interfaces of {@code io.headrace.os} with its
 * functions.
 *
 * <p>The C side is {@code native/jni}. A native method passes its arguments on; every rule of {@code java.nio} is in
 * {@code io.headrace.nio}, every rule of the operating system is below {@code native/include}.
 */
package io.headrace.jni;
