// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.NATIVE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * Dependencies run one way: {@code io.headrace > nio > os < jni}, and inside nio
 * {@code stream | datagram > channel > selector > parking | jfr}.
 */
class ArchitectureTest {

    private static final String OS = "io.headrace.os";
    private static final String NIO = "io.headrace.nio..";
    private static final String SELECTOR = "io.headrace.nio.selector";
    private static final String CHANNEL = "io.headrace.nio.channel";
    private static final String STREAM = "io.headrace.nio.stream";
    private static final String DATAGRAM = "io.headrace.nio.datagram";
    private static final String JFR = "io.headrace.nio.jfr";
    private static final String PARKING = "io.headrace.nio.parking";
    private static final String JNI = "io.headrace.jni";

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.headrace");

    /** The public package calls nio, which implements types of it: that circle is allowed, no other is. */
    private static final JavaClasses INNER = LIBRARY.that(resideInAnyPackage(OS, NIO, JNI));

    private static final String INTERFACE_TYPES =
            "TriggerMode, HeadraceSelector and its Statistics, AbstractNamespaceAddress, options and their values";

    private static final DescribedPredicate<JavaClass> OF_THE_INTERFACE = belongToAnyOf(
                    TriggerMode.class,
                    HeadraceSelector.class,
                    AbstractNamespaceAddress.class,
                    HeadraceSocketOptions.class,
                    RawSocketOption.class,
                    BpfProgram.class,
                    PathMtuDiscovery.class,
                    PeerCredentials.class,
                    TcpInfo.class)
            .as(INTERFACE_TYPES);

    @Test
    void osKnowsNothingElseOfOurs() {
        usesOfOurs(OS, resideInAPackage(OS)).check(LIBRARY);
    }

    @Test
    void jniKnowsOsAlone() {
        usesOfOurs(JNI, resideInAnyPackage(OS, JNI)).check(LIBRARY);
    }

    @Test
    void nioKnowsOsAndTheTypesOfTheInterfaceThatItImplements() {
        usesOfOurs(NIO, resideInAnyPackage(OS, NIO).or(OF_THE_INTERFACE).as("os, nio and " + INTERFACE_TYPES))
                .check(LIBRARY);
    }

    @Test
    void jfrKnowsNothingElseOfOurs() {
        usesOfOurs(JFR, resideInAPackage(JFR)).check(LIBRARY);
    }

    @Test
    void parkingKnowsOsAlone() {
        usesOfOurs(PARKING, resideInAnyPackage(OS, PARKING)).check(LIBRARY);
    }

    @Test
    void selectorKnowsNoChannel() {
        usesOfOurs(SELECTOR, resideInAnyPackage(OS, JFR, PARKING, SELECTOR).or(OF_THE_INTERFACE))
                .check(LIBRARY);
    }

    @Test
    void channelKnowsSelectorAndNoKindOfChannel() {
        usesOfOurs(CHANNEL, resideInAnyPackage(OS, PARKING, SELECTOR, CHANNEL).or(OF_THE_INTERFACE))
                .check(LIBRARY);
    }

    @Test
    void streamKnowsNothingOfDatagrams() {
        usesOfOurs(
                        STREAM,
                        resideInAnyPackage(OS, JFR, PARKING, SELECTOR, CHANNEL, STREAM)
                                .or(OF_THE_INTERFACE))
                .check(LIBRARY);
    }

    @Test
    void datagramKnowsNothingOfStreams() {
        usesOfOurs(DATAGRAM, resideInAnyPackage(OS, SELECTOR, CHANNEL, DATAGRAM).or(OF_THE_INTERFACE))
                .check(LIBRARY);
    }

    @Test
    void noPackageDependsOnItselfThroughOthers() {
        slices().matching("io.headrace.(**)").should().beFreeOfCycles().check(INNER);
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
