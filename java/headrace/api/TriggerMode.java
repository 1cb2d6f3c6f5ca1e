// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public enum TriggerMode {
    LEVEL, ONESHOT, EDGE, TRACKED;
}
