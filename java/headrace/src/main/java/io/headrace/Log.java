// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.util.ServiceConfigurationError;
import java.util.zip.ZipFile;

/**
 * Where Headrace's lines go: to the logger {@code io.headrace} if somebody has configured logging, else to standard
 * error. The default logger of the JDK writes there too, but its first use loads java.util.logging.
 */
final class Log {

    private static final String[] OF_CONFIGURATION = {
        "java.util.logging.manager", "java.util.logging.config.file", "java.util.logging.config.class"
    };

    private static final String FINDER = "java.lang.System$LoggerFinder";
    private static final String SERVICE = "META-INF/services/" + FINDER;

    private Log() {}

    /** Always on standard error: it says why the program is about to end. */
    static void refusal(String line) {
        System.err.println(line);
    }

    static void info(String line) {
        if (isConfigured()) {
            Logger.log(false, line);
        } else {
            System.err.println(line);
        }
    }

    static void warning(String line) {
        if (isConfigured()) {
            Logger.log(true, line);
        } else {
            System.err.println("WARNING: " + line);
        }
    }

    /** What an application configures by calls, or has in the Class-Path of a manifest, is not seen. */
    private static boolean isConfigured() {
        try {
            for (String property : OF_CONFIGURATION) {
                if (System.getProperty(property) != null) {
                    return true;
                }
            }
            return isFinderOnClassPath() || isFinderInModules();
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
            return false; // a security manager, or a class path that cannot be searched yet
        }
    }

    /** To ask the class loader takes 6 to 15 ms in a JVM that starts: it looks into every module of the JDK first. */
    private static boolean isFinderOnClassPath() {
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            // As the class loader names it: so both share a jar's table of contents, which takes milliseconds to read.
            if (!entry.isEmpty() && isFinderIn(new File(entry).getAbsoluteFile())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFinderIn(File entry) {
        return entry.isDirectory() ? new File(entry, SERVICE).exists() : hasEntry(entry);
    }

    private static boolean hasEntry(File file) {
        if (!file.isFile()) {
            return false;
        }
        try (ZipFile jar = new ZipFile(file)) {
            return jar.getEntry(SERVICE) != null;
        } catch (IOException e) {
            return false; // no jar: the class loader passes it over too
        }
    }

    private static boolean isFinderInModules() {
        for (Module module : ModuleLayer.boot().modules()) {
            for (ModuleDescriptor.Provides provided : module.getDescriptor().provides()) {
                if (provided.service().equals(FINDER)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A class of its own, so that the classes of loggers are loaded only if they are used. */
    private static final class Logger {

        /** Logging may fail: if the default file system opens the first channel, nobody can make a path yet. */
        static void log(boolean isWarning, String line) {
            try {
                System.getLogger("io.headrace")
                        .log(isWarning ? System.Logger.Level.WARNING : System.Logger.Level.INFO, line);
            } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
                System.err.println(line + " (no logger works: " + e + ")");
            }
        }
    }
}
