// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.nio.channels.spi.SelectorProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;

/** The JDK's own provider, whichever one the JVM has been given: the oracle of a running release. */
public final class JdkChannels extends Provider {
    private static final long serialVersionUID = 1;
    private static final String TYPE = "SelectorProvider";
    private static final List<String> CLASSES = List.of(
            "sun.nio.ch.EPollSelectorProvider",
            "sun.nio.ch.KQueueSelectorProvider",
            "sun.nio.ch.WEPollSelectorProvider");

    private JdkChannels() {
        super("suite", "1", "the JDK's selector provider");
        CLASSES.forEach(name -> putService(new Service(this, TYPE, name, name, null, null)));
    }

    public static SelectorProvider provider() {
        JdkChannels factory = new JdkChannels();
        AssertionError none = new AssertionError("no provider of the JDK's");
        for (String name : CLASSES) {
            try {
                return (SelectorProvider) factory.getService(TYPE, name).newInstance(null);
            } catch (NoSuchAlgorithmException otherSystem) {
                none.addSuppressed(otherSystem);
            }
        }
        throw none;
    }
}
