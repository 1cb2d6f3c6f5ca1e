// SPDX-License-Identifier: Apache-2.0
/** Programs that tests run in JVMs of their own. */
package io.headrace.server.program;
