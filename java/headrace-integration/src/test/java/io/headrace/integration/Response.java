// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import java.io.InputStream;
import java.util.Map;

/** An HTTP response, names of headers in lower case. Read the body to its end before the connection's next response. */
record Response(String status, Map<String, String> headers, InputStream body) {}
