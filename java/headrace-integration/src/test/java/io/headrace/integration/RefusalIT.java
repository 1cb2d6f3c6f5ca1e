// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.JRE.JAVA_23;
import static org.junit.jupiter.api.condition.JRE.JAVA_24;

import io.headrace.integration.JavaCommand.Result;
import io.headrace.integration.program.AcceptReport;
import io.headrace.integration.program.OpenTwice;
import io.headrace.integration.program.ProviderReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Broken worlds: Headrace says what is wrong and what to do, and the doctor says the same. */
class RefusalIT {
    private static final String ON_HEADRACE = "io.headrace.HeadraceSelectorProvider ReadinessSelector ";
    private static final String ON_THE_JDK = "sun.nio.ch.EPollSelectorProvider EPollSelectorImpl SocketChannelImpl\n";
    private static final String LINE_OF_ENABLING = "--enable-native-access=ALL-UNNAMED";

    private static final String FORBIDDEN = "a security manager forbids what Headrace needs, access denied ";
    private static final String GRANT = "grant codeBase \"file:/PATH/headrace-VERSION-all.jar\""
            + " { permission java.security.AllPermission; };"
            + " grant { permission java.util.PropertyPermission \"*\", \"read\"; };";

    @TempDir
    Path folder;

    private JavaCommand agent(String options, Class<?> program) throws Exception {
        return new JavaCommand(folder)
                .with("-javaagent:" + JavaCommand.allJar() + options)
                .with("-cp", Way.PROGRAMS, program.getName());
    }

    private JavaCommand doctor(Object... options) {
        return JavaCommand.withoutNativeAccess(folder).with(options).with("-jar", JavaCommand.allJar());
    }

    // ---- wrong settings

    @ParameterizedTest
    @EnumSource(names = {"PROPERTY", "SERVICE"})
    void aWrongPropertyIsOneLineAndEachOpenNamesItToo(Way way) throws Exception {
        String cause = "io.headrace.mode is \"fast\", allowed are tracked, level, oneshot, edge";
        Result result = new JavaCommand(folder)
                .with("-Dio.headrace.mode=fast")
                .with(way.options(folder).toArray())
                .with(OpenTwice.class.getName())
                .run();
        assertThat(result.errors()).isEqualTo("Headrace: " + cause + "\n");
        assertThat(result.output().lines())
                .hasSize(2)
                .containsOnly("java.io.IOException: Headrace is not available: " + cause);
    }

    @Test
    void aFolderForTheLibraryThatIsNotThereIsRefused() throws Exception {
        String line = "io.headrace.tmpdir is \"/nowhere\", allowed are folders that exist";
        Result result = agent("=tmpdir=/nowhere", ProviderReport.class).run();
        assertThat(result.errors()).isEqualTo("Headrace agent: " + line + "\n");
        assertThat(result.status()).isEqualTo(1);
        Result doctor = doctor("-Dio.headrace.tmpdir=/nowhere").run();
        assertThat(doctor.output()).contains("\nproblem     " + line + "\n  advice    correct the property\n");
        assertThat(doctor.status()).isEqualTo(1);
    }

    // ---- native access

    @Test
    @EnabledForJreRange(min = JAVA_24)
    void whereNativeAccessIsDeniedTheOptionThatGivesItIsNamedOnce() throws Exception {
        Result result = JavaCommand.withoutNativeAccess(folder)
                .with("--illegal-native-access=deny", "-javaagent:" + JavaCommand.allJar())
                .with("-cp", Way.PROGRAMS, ProviderReport.class.getName())
                .run();
        assertThat(result.output()).contains(" EPollSelectorImpl ");
        assertThat(result.errors())
                .isEqualTo("WARNING: The JDK's provider serves in place of Headrace: native access is denied:"
                        + " start the JVM with " + LINE_OF_ENABLING + "\n");
    }

    @Test
    @EnabledForJreRange(min = JAVA_24)
    void theDoctorFindsThatNativeAccessIsDeniedAlthoughItsOwnJarMay() throws Exception {
        Result doctor = doctor("--illegal-native-access=deny").run();
        assertThat(doctor.output())
                .contains("\nproblem     native access is denied ")
                .contains(LINE_OF_ENABLING);
        assertThat(doctor.status()).isEqualTo(1);
    }

    // ---- a security manager

    @Test
    @EnabledForJreRange(max = JAVA_23)
    void whereASecurityManagerForbidsTheLineSaysWhatToGrant() throws Exception {
        Result result = new JavaCommand(folder)
                .with("-Djava.security.manager")
                .with("-javaagent:" + JavaCommand.allJar())
                .with("-cp", Way.PROGRAMS, ProviderReport.class.getName())
                .run();
        assertThat(result.output()).isEqualTo(ON_THE_JDK);
        assertThat(result.status()).isZero();
        assertThat(result.errors().lines().filter(line -> line.startsWith("Headrace")))
                .singleElement()
                .asString()
                .startsWith("Headrace agent: has no effect: " + FORBIDDEN)
                .endsWith("write into the policy: " + GRANT);
    }

    @Test
    @EnabledForJreRange(max = JAVA_23)
    void whatTheLineSaysIsEnough() throws Exception {
        Path policy = Files.writeString(
                folder.resolve("own.policy"),
                GRANT.replace(
                        "/PATH/headrace-VERSION-all.jar",
                        JavaCommand.allJar().toRealPath().toString()));
        Result result = new JavaCommand(folder)
                .with("-Djava.security.manager", "-Djava.security.policy=" + policy)
                .with("-javaagent:" + JavaCommand.allJar())
                .with("-cp", Way.PROGRAMS, ProviderReport.class.getName())
                .run();
        assertThat(result.output()).startsWith(ON_HEADRACE);
    }

    @Test
    @EnabledForJreRange(max = JAVA_23)
    void theDoctorUnderASecurityManagerSaysTheSame() throws Exception {
        Result doctor = doctor("-Djava.security.manager").run();
        assertThat(doctor.output())
                .contains("\nproblem     " + FORBIDDEN)
                .contains("  advice    write into the policy: grant codeBase ");
        assertThat(doctor.status()).isEqualTo(1);
    }

    // ---- system calls that a sandbox refuses

    @ParameterizedTest
    @CsvSource({"EPERM,Operation not permitted", "ENOSYS,Function not implemented"})
    void whereEpollIsRefusedTheNextBackendServesAndIsAnnounced(String error, String text) throws Exception {
        List<String> sandbox = Sandbox.in(folder).without("epoll_create1", error);
        Result result =
                agent("=announce=off", ProviderReport.class).under(sandbox).run();
        assertThat(result.output()).startsWith(ON_HEADRACE);
        assertThat(result.errors())
                .matches("WARNING: Headrace \\S+: mode tracked, backend poll \\(epoll does not open: " + text
                        + "\\), transferTo direct\n");
        Result doctor = doctor().under(sandbox).run();
        assertThat(doctor.output())
                .contains("\nbackend     poll, of ", "\n  worse     epoll does not open: " + text)
                .contains("\ntcp         passed");
        assertThat(doctor.status()).isZero();
    }

    @Test
    void whereTheBackendThatIsNamedIsRefusedTheOthersAreNamed() throws Exception {
        List<String> sandbox = Sandbox.in(folder).without("epoll_create1", "EPERM");
        String line = "io.headrace.backend: \"epoll\" does not open here (Operation not permitted);"
                + " there are: poll, stub";
        Result result =
                agent("=backend=epoll", ProviderReport.class).under(sandbox).run();
        assertThat(result.errors()).isEqualTo("Headrace agent: " + line + "\n");
        assertThat(result.status()).isEqualTo(1);
        assertThat(doctor("-Dio.headrace.backend=epoll").under(sandbox).run().output())
                .contains("problem     " + line);
    }

    @ParameterizedTest
    @CsvSource({"EPERM", "ENOSYS"})
    void whereAccept4IsRefusedConnectionsAreAccepted(String error) throws Exception {
        List<String> sandbox = Sandbox.in(folder).without("accept4", error);
        assertThat(agent("", AcceptReport.class).under(sandbox).run().output())
                .isEqualTo("accepted TransferableSocketChannel true\n");
        Result doctor = doctor().under(sandbox).run();
        assertThat(doctor.output()).contains("\ntcp         passed", "\nunix        passed");
        assertThat(doctor.status()).isZero();
    }
}
