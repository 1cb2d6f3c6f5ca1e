// SPDX-License-Identifier: Apache-2.0
package io.headrace.os;

import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Chooses the scope id of a link-local address that has none, as the JDK's channels do. */
final class DefaultScope {
    private DefaultScope() {}

    /**
     * The scope of an address of this host is the interface that has it. For other addresses the system chooses.
     *
     * @return an RFC 4007 zone index; 0 for none
     * @throws SocketException more than one interface has the address
     */
    static int of(Inet6Address address) throws SocketException {
        int scope = address.getScopeId();
        if (scope != 0 || !address.isLinkLocalAddress()) {
            return scope;
        }
        int[] scopes = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address::equals)
                .mapToInt(own -> ((Inet6Address) own).getScopeId())
                .toArray();
        if (scopes.length > 1) {
            String host = address.getHostAddress();
            throw new SocketException(
                    host + " is of " + scopes.length + " interfaces, allowed is " + host + "%INTERFACE");
        }
        return scopes.length == 0 ? 0 : scopes[0];
    }
}
