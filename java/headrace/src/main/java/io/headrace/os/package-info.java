// SPDX-License-Identifier: Apache-2.0
/**
 * The Java face of the two native seams, {@code native/include/hr_poller.h} and {@code hr_socket.h}: interfaces,
 * numbers, and the layout of the memory that both sides read.
 *
 * <p>Constants with {@code @Native} are compared with the C headers when {@code native/jni/seam_check.c} is compiled.
 * Nothing here depends on another package of this module, so tests replace the operating system by implementing
 * {@link io.headrace.os.Poller}.
 */
package io.headrace.os;
