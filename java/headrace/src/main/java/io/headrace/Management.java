// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/**
 * Registers the MXBean when somebody has made an MBean server: the program, an agent, or a tool that attaches. To make
 * one would load several hundred classes in each JVM, and too early for programs that choose their own
 * ({@code javax.management.builder.initial}) or their LogManager. Nothing tells that there is one. So a thread looks
 * once a second, until it has found one.
 */
final class Management implements Runnable {

    private static final long PERIOD_MILLIS = 1_000;

    private static final String MODULE = "java.management";
    private static final String PACKAGE = "javax.management";

    private Management() {}

    /** Returns at once. */
    static void begin() {
        try {
            if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
                Thread thread = new Thread(null, new Management(), "Headrace management", 0, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(null); // it lives as long as the JVM, an application may not
                thread.start();
            }
        } catch (SecurityException e) {
            return; // the program may not make this thread, and Headrace does without
        }
    }

    @Override
    public void run() {
        try {
            do {
                Thread.sleep(PERIOD_MILLIS);
            } while (!isUsed() || !Beans.register());
        } catch (InterruptedException e) {
            // Whoever ends the threads of this group ends this one too.
        } catch (RuntimeException e) {
            Log.warning("Headrace registers no MXBean: " + e);
        }
    }

    /** Whether a class of JMX is loaded: this asks without loading one. */
    @SuppressWarnings("deprecation") // its replacement knows the packages of one class loader, and no boot loader
    private static boolean isUsed() {
        return Package.getPackage(PACKAGE) != null;
    }

    /** A class of its own, so that the classes of JMX are loaded only if they are used. */
    private static final class Beans {

        /** In the platform's server, which everybody looks at; false if nobody has made it yet. */
        static boolean register() {
            try {
                ObjectName ofPlatform = new ObjectName("java.lang:type=Runtime");
                for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
                    if (server.isRegistered(ofPlatform)) {
                        registerUnlessThere(server, new ObjectName(HeadraceMXBean.NAME));
                        return true;
                    }
                }
                return false;
            } catch (JMException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void registerUnlessThere(MBeanServer server, ObjectName name) throws JMException {
            if (!server.isRegistered(name)) {
                server.registerMBean(new Overview(), name);
            }
        }
    }
}
