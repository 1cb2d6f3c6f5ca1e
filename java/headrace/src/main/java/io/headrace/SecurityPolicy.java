// SPDX-License-Identifier: Apache-2.0
package io.headrace;

/** What to grant where a security manager forbids something. JDK 24 and later have none. */
final class SecurityPolicy {

    static final String GRANT = "grant codeBase \"file:/PATH/headrace-VERSION-all.jar\""
            + " { permission java.security.AllPermission; };"
            + " grant { permission java.util.PropertyPermission \"*\", \"read\"; };";

    private SecurityPolicy() {}

    static SecurityException explain(SecurityException denied) {
        if (denied.getCause() instanceof SecurityException) {
            return denied; // explained before
        }
        return new SecurityException(
                "a security manager forbids what Headrace needs, " + denied.getMessage() + "; write into the policy: "
                        + GRANT,
                denied);
    }
}
