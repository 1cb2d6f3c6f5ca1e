// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of the finished jars in JVMs of their own: the agent, the doctor, and HTTP servers and clients that use
 * Headrace without knowing it.
 */
package io.headrace.integration;
