// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.support;

import io.headrace.Feature;
import io.headrace.Headrace;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What only Headrace promises, where the platform has this feature. Linux has all: no test is left out there. */
@OnHeadrace
@ExtendWith(NeedsFeature.Condition.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsFeature {
    Feature value();

    /** Looks at the platform. Of a class it is asked for each test too: that one is not annotated. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), NeedsFeature.class)
                    .map(needs -> evaluate(needs.value()))
                    .orElse(ConditionEvaluationResult.enabled("the class was asked"));
        }

        private static ConditionEvaluationResult evaluate(Feature feature) {
            return OS.LINUX.isCurrentOs() || Headrace.supports(feature)
                    ? ConditionEvaluationResult.enabled(feature + " is there")
                    : ConditionEvaluationResult.disabled("this platform has no " + feature);
        }
    }
}
