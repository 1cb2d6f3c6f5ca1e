// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.NATIVE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Dependencies run one way: {@code io.headrace > nio > os < jni}. */
class ArchitectureTest {

    private static final String OS = "io.headrace.os";
    private static final String NIO = "io.headrace.nio";
    private static final String JNI = "io.headrace.jni";

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.headrace");

    @Test
    void osKnowsNothingElseOfOurs() {
        usesOfOurs(OS, resideInAPackage(OS)).check(LIBRARY);
    }

    @Test
    void jniKnowsOsAlone() {
        usesOfOurs(JNI, resideInAnyPackage(OS, JNI)).check(LIBRARY);
    }

    @Test
    void nioKnowsOsAndFourTypesOfTheInterface() {
        usesOfOurs(
                        NIO,
                        resideInAnyPackage(OS, NIO)
                                .or(belongToAnyOf(
                                        TriggerMode.class, HeadraceSelector.class, AbstractNamespaceAddress.class))
                                .as(
                                        "os, nio, TriggerMode, HeadraceSelector and its Statistics, AbstractNamespaceAddress"))
                .check(LIBRARY);
    }

    @Test
    void nativeMethodsAreInJniAlone() {
        methods()
                .that()
                .haveModifier(NATIVE)
                .should()
                .beDeclaredInClassesThat(resideInAPackage(JNI))
                .check(LIBRARY);
    }

    @Test
    void noClassIsOfOneOperatingSystem() {
        noClasses()
                .should()
                .haveNameMatching(".*(Linux|E[Pp]oll|K[Qq]ueue|B[Ss][Dd]|Darwin|MacOs|Windows|Win32|Iocp|Afd).*")
                .check(LIBRARY);
    }

    private static ArchRule usesOfOurs(String layer, DescribedPredicate<JavaClass> allowed) {
        return noClasses()
                .that()
                .resideInAPackage(layer)
                .should()
                .dependOnClassesThat(resideInAPackage("io.headrace..").and(not(allowed)));
    }
}
