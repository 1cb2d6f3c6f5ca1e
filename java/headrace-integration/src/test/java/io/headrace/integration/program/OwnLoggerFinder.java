// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** A logging library as System.Logger finds it. It prints on standard output. */
public final class OwnLoggerFinder extends System.LoggerFinder {

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Printer(name);
    }

    private record Printer(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.compareTo(Level.INFO) >= 0;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            print(level, message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            print(level, parameters == null ? format : MessageFormat.format(format, parameters));
        }

        private void print(Level level, String message) {
            if (isLoggable(level)) {
                System.out.println(name + " " + level + " " + message);
            }
        }
    }
}
