// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public enum PathMtuDiscovery {
    DONT, WANT, DO, PROBE, INTERFACE, OMIT;
}
