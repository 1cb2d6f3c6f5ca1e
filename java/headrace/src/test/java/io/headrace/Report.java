// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.io.File;
import java.util.List;

/** Prints whether Headrace is available, and then what lies in the folders that are its arguments. */
public final class Report {

    private Report() {}

    public static void main(String[] folders) {
        System.out.println(
                Headrace.isAvailable()
                        ? "available: " + Headrace.backend()
                        : "unavailable: " + Headrace.unavailabilityCause().getMessage());
        for (String folder : folders) {
            System.out.println("left: " + List.of(new File(folder).list()));
        }
    }
}
