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
 * The JDK's own provider where Headrace's native library does not work.
 *
 * <p>{@code SelectorProvider.provider()} answers Headrace's there, and the JDK's is a public class of a package that is not
 * exported. {@link Provider.Service} is the JDK's public way to make an object of a class by its name, without flags. Seen to
 * work on 17 and 25; where it no longer does, opening fails with the cause.
 */
final class JdkProvider {

    private static final String TYPE = "SelectorProvider";

    /** One for each system; a JDK has one of them. */
    private static final List<String> CLASSES = List.of(
            "sun.nio.ch.EPollSelectorProvider",
            "sun.nio.ch.KQueueSelectorProvider",
            "sun.nio.ch.WEPollSelectorProvider");

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private JdkProvider() {}

    /**
     * The JDK's provider, after one warning in the life of the JVM.
     *
     * @param cause why it is wanted
     * @throws IOException this JDK does not give it out
     */
    static SelectorProvider inPlaceOfHeadrace(Throwable cause) throws IOException {
        SelectorProvider provider = Holder.INSTANCE;
        if (provider == null) {
            IOException failure = new IOException("Headrace is not available, nor is the JDK's provider", cause);
            Holder.FAILURES.forEach(failure::addSuppressed);
            throw failure;
        }
        // Not while the provider is made: a logger may open channels.
        if (WARNED.compareAndSet(false, true)) {
            System.getLogger("io.headrace")
                    .log(System.Logger.Level.WARNING, "The JDK's provider serves in place of Headrace: " + cause);
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
