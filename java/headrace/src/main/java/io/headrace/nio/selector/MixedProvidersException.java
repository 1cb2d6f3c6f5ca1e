// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.selector;

import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.spi.SelectorProvider;

/** An {@link IllegalSelectorException}, which cannot be given a message, that says what is wrong and what to do. */
public final class MixedProvidersException extends IllegalSelectorException {
    private static final long serialVersionUID = 1;

    private final String message;

    private MixedProvidersException(SelectorProvider ofChannel, String ofSelector) {
        message = "a channel of " + named(ofChannel) + " cannot be registered with a selector of " + ofSelector
                + ": open both from one provider, HeadraceSelectorProvider.provider() or SelectorProvider.provider();"
                + " with Headrace's agent (-javaagent:headrace-VERSION-all.jar) both are Headrace";
    }

    static MixedProvidersException of(SelectableChannel channel, SelectorProvider ofSelector) {
        return new MixedProvidersException(channel.provider(), named(ofSelector));
    }

    /** For where the JDK does not tell which of its selectors asks. */
    public static MixedProvidersException withSelectorOfTheJdk(SelectableChannel channel) {
        return new MixedProvidersException(channel.provider(), "the JDK's provider");
    }

    private static String named(SelectorProvider provider) {
        return "provider " + (provider == null ? null : provider.getClass().getName());
    }

    @Override
    public String getMessage() {
        return message;
    }
}
