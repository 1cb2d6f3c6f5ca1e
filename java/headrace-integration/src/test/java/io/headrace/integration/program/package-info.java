// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that the integration tests start: HTTP servers on Jetty, Netty, Tomcat and the JDK, and small ones for the
 * agent.
 */
package io.headrace.integration.program;
