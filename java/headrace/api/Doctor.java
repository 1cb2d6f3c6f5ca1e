// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final class Doctor {
    private Doctor() { super(); }
    public static void main(String[] p0) { throw null; }
}
