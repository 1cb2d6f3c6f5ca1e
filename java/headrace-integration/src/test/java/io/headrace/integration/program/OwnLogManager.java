// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.util.logging.LogManager;

/** Sets a log manager in its {@code main}, as application servers do: too late where a logger was in use before. */
public final class OwnLogManager {
    private OwnLogManager() {}

    /** Of the system's class loader, as the JDK wants it. */
    public static final class Manager extends LogManager {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.util.logging.manager", Manager.class.getName());
        System.out.println(LogManager.getLogManager().getClass().getSimpleName());
        ProviderReport.main(arguments);
    }
}
