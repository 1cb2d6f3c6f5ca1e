// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What only Headrace promises: the JDK's provider differs, and is right by its own lights. */
@EnabledIfSystemProperty(named = OnHeadrace.PROVIDER, matches = "io\\.headrace\\..*")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface OnHeadrace {
    String PROVIDER = "java.nio.channels.spi.SelectorProvider";
}
