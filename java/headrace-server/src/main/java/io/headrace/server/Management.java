// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** The MBean of a server. Only used if the server has a name to be registered under. */
final class Management {
    private Management() {}

    static void register(String name, ServerMXBean bean) {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, nameOf(name));
        } catch (JMException e) {
            throw new IllegalStateException("no MBean for the server " + name, e);
        }
    }

    static void unregister(String name) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(nameOf(name));
        } catch (JMException e) {
            throw new IllegalStateException("no MBean of the server " + name, e);
        }
    }

    private static ObjectName nameOf(String name) throws JMException {
        return new ObjectName("io.headrace.server:type=Server,name=" + ObjectName.quote(name));
    }
}
