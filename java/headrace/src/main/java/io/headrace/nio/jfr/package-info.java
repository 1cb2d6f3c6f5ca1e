// SPDX-License-Identifier: Apache-2.0
/**
 * What Headrace tells the flight recorder (JFR). The module jdk.jfr is optional, and none of its classes is loaded
 * before somebody records or many bytes have moved.
 */
package io.headrace.nio.jfr;
