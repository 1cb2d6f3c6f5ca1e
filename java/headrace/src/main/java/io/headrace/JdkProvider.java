// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The JDK's provider, for a JVM in which Headrace's native library does not work.
 *
 * <p>{@code SelectorProvider.provider()} returns Headrace's there. The JDK's is a public class in a package that is
 * not exported. {@link Provider.Service} is public API that makes an object from a class name without a flag. It
 * works on 17 and 25. If a later JDK refuses, opening fails with the cause.
 */
final class JdkProvider {

    private static final String TYPE = "SelectorProvider";

    /** One for each operating system; a JDK has one of them. */
    private static final List<String> CLASSES = List.of(
            "sun.nio.ch.EPollSelectorProvider",
            "sun.nio.ch.KQueueSelectorProvider",
            "sun.nio.ch.WEPollSelectorProvider");

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private JdkProvider() {}

    /**
     * The JDK's provider. The first call logs a warning.
     *
     * @param installation says why Headrace is not available
     * @throws IOException this JDK does not give its provider out
     */
    static SelectorProvider inPlaceOfHeadrace(Installation installation) throws IOException {
        SelectorProvider provider = Holder.INSTANCE;
        if (provider == null) {
            IOException failure =
                    new IOException("Headrace is not available, nor is the JDK's provider", installation.cause());
            Holder.FAILURES.forEach(failure::addSuppressed);
            throw failure;
        }
        // Not while the provider is made: a logger may open channels.
        if (WARNED.compareAndSet(false, true)) {
            Log.warning("The JDK's provider serves in place of Headrace: " + installation.reason());
        }
        return provider;
    }

    private static final class Holder {
        static final List<Exception> FAILURES = new ArrayList<>();
        static final SelectorProvider INSTANCE = make();

        private static SelectorProvider make() {
            Factory factory = new Factory();
            for (String name : CLASSES) {
                try {
                    return (SelectorProvider) factory.getService(TYPE, name).newInstance(null);
                } catch (NoSuchAlgorithmException e) {
                    FAILURES.add(e);
                }
            }
            return null;
        }
    }

    private static final class Factory extends Provider {

        private static final long serialVersionUID = 1;

        Factory() {
            super("Headrace", "1", "the JDK's selector provider");
            CLASSES.forEach(name -> putService(new Service(this, TYPE, name, name, null, null)));
        }
    }
}
