// SPDX-License-Identifier: Apache-2.0
/**
 * How virtual threads wait: they park, and pollers unpark them. Platform threads never come here.
 *
 * <p>A descriptor that a virtual thread waits for is registered once with a {@code ParkingPoller}, edge-triggered, and
 * stays registered until its channel is closed or becomes non-blocking. A report that finds nobody parked is kept for
 * the next who waits. So an operation tries, waits where the system said that it would block, and tries again; no
 * report is lost in between.
 *
 * <p>Backends without edges register a direction for each wait.
 */
package io.headrace.nio.parking;
