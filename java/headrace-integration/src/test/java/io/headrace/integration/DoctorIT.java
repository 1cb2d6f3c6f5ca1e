// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import io.headrace.integration.JavaCommand.Result;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code java -jar headrace-<version>-all.jar}, whose manifest lets it use native code: no JDK warns. */
class DoctorIT {

    private static final Path ALL = JavaCommand.allJar();
    private static final Path CLASSES = Path.of(JavaCommand.jars().split(File.pathSeparator)[0]);

    private static final Gson STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    @TempDir
    Path folder;

    private JavaCommand java(Object... options) {
        return JavaCommand.withoutNativeAccess(folder).with(options);
    }

    private static Result doctor(JavaCommand java, Path jar, String... arguments) throws Exception {
        return java.with("-jar", jar).with((Object[]) arguments).run();
    }

    private static JsonObject diagnosis(int status, JavaCommand java, Path jar) throws Exception {
        Result run = doctor(java, jar, "--json");
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).as(run.output()).isEqualTo(status);
        JsonObject diagnosis = STRICT.fromJson(run.output(), JsonObject.class);
        assertThat(diagnosis.get("works").getAsBoolean()).isEqualTo(status == 0);
        return diagnosis;
    }

    /** Where it does not work: why and what to do. */
    private static void assertThatItFinds(String problem, String advice, JavaCommand java, Path jar) throws Exception {
        JsonObject diagnosis = diagnosis(1, java, jar);
        assertThat(diagnosis.get("available").getAsBoolean()).isFalse();
        assertThat(diagnosis.getAsJsonArray("selfTest")).isEmpty();
        assertThat(diagnosis.getAsJsonArray("problems"))
                .extracting(JsonElement::getAsJsonObject)
                .anySatisfy(found -> {
                    assertThat(found.get("problem").getAsString()).contains(problem);
                    assertThat(found.get("advice").getAsString()).contains(advice);
                });
    }

    @Test
    void itNamesTheEventsOfTheFlightRecorder() throws Exception {
        boolean ofTheJdk = Set.of(17, 25).contains(Runtime.version().feature());
        assertThat(diagnosis(0, java(), ALL).get("events").getAsString())
                .isEqualTo("io.headrace.SocketRead, io.headrace.SocketWrite");
        assertThat(diagnosis(0, java("-javaagent:" + ALL, "--enable-native-access=ALL-UNNAMED"), ALL)
                        .get("events")
                        .getAsString())
                .startsWith(ofTheJdk ? "jdk.SocketRead" : "io.headrace.SocketRead");
        assertThat(diagnosis(0, java("--limit-modules=java.instrument,jdk.net"), ALL)
                        .get("events")
                        .getAsString())
                .isEqualTo("none");
    }

    @Test
    void whereHeadraceWorksTheStatusIsZeroAndEachKindOfChannelWasTried() throws Exception {
        JsonObject diagnosis = diagnosis(0, java(), ALL);
        assertThat(diagnosis.get("backend").getAsString()).isEqualTo("epoll");
        assertThat(diagnosis.get("library").getAsString())
                .contains("META-INF/native/linux-")
                .contains(" copied to ");
        assertThat(diagnosis.get("transferTo").getAsString()).isEqualTo("copying");
        assertThat(diagnosis.get("segments").isJsonNull())
                .isEqualTo(Runtime.version().feature() < 22);
        assertThat(diagnosis.get("virtualThreads").isJsonNull())
                .isEqualTo(Runtime.version().feature() < 21);
        assertThat(diagnosis.getAsJsonArray("problems")).isEmpty();
        List<JsonObject> trials = diagnosis.getAsJsonArray("selfTest").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
        assertThat(trials)
                .extracting(trial -> trial.get("name").getAsString())
                .containsExactly("tcp", "arming", "half-close", "urgent", "udp", "unix", "pipe", "wakeup");
        assertThat(trials).allSatisfy(trial -> {
            assertThat(trial.get("outcome").getAsString()).isEqualTo("passed");
            assertThat(trial.get("micros").getAsLong()).isPositive();
        });
    }

    @Test
    void theTextSaysTheSame() throws Exception {
        Result run = doctor(java(), ALL);
        assertThat(run.status()).isZero();
        assertThat(run.errors()).isEmpty();
        assertThat(run.output())
                .startsWith("Headrace ")
                .contains(" works here\n", "\nbackend     epoll", "\ntcp         passed, ");
    }

    @Test
    void underTheAgentTransferToIsDirect() throws Exception {
        JavaCommand java = new JavaCommand(folder).with("-javaagent:" + ALL);
        assertThat(doctor(java, ALL).output()).contains("\ntransferTo  direct\n");
    }

    @Test
    void foldersWhereNothingMayBeExecutedAreNamed() throws Exception {
        Path bad = Files.createDirectory(folder.resolve("bad"));
        JavaCommand java = java("-Djava.io.tmpdir=" + bad, "-Duser.home=/proc/self")
                .inMounts("mount -t tmpfs -o noexec tmpfs " + bad
                        + "\nmount -t tmpfs -o noexec tmpfs /dev/shm\nunset XDG_RUNTIME_DIR XDG_CACHE_HOME");
        assertThatItFinds(" copied to " + bad + ": ", "noexec", java, ALL);
    }

    @Test
    void withoutALibraryTheJarToAddIsNamed() throws Exception {
        assertThatItFinds("class path: holds no META-INF/native/", "headrace-VERSION-all.jar", java(), CLASSES);
    }

    @Test
    void aTruncatedLibraryIsNamed() throws Exception {
        byte[] library = JavaCommand.library();
        Path file = Files.write(folder.resolve("short.so"), Arrays.copyOf(library, library.length / 2));
        assertThatItFinds(
                file + ": is truncated", "download or build it again", java("-Dio.headrace.library.path=" + file), ALL);
    }

    @Test
    void aLibraryOfAnotherArchitectureIsNamed() throws Exception {
        byte[] library = JavaCommand.library();
        library[18] ^= 1; // e_machine
        Path file = Files.write(folder.resolve("other.so"), library);
        assertThatItFinds(
                file + ": is of another platform",
                "use the library of this platform",
                java("-Dio.headrace.library.path=" + file),
                ALL);
    }

    @Test
    void aWrongPropertyIsNamed() throws Exception {
        assertThatItFinds(
                "io.headrace.mode is \"fast\", allowed are ",
                "correct the property",
                java("-Dio.headrace.mode=fast"),
                ALL);
    }

    @Test
    void aBackendThatDoesNothingDoesNotWork() throws Exception {
        JsonObject diagnosis = diagnosis(1, java("-Dio.headrace.backend=stub"), ALL);
        assertThat(diagnosis.get("available").getAsBoolean()).isTrue();
        assertThat(diagnosis.getAsJsonArray("selfTest"))
                .extracting(trial -> trial.getAsJsonObject().get("outcome").getAsString())
                .contains("failed");
    }

    @ParameterizedTest
    @CsvSource({"--help,0", "--version,0", "--yaml,2", "--json --help,2"})
    void argumentsDecideTheStatus(String arguments, int status) throws Exception {
        Result run = doctor(java(), ALL, arguments.split(" "));
        assertThat(run.status()).isEqualTo(status);
        assertThat(run.output().isEmpty()).isEqualTo(status == 2);
        assertThat(run.errors()).contains(status == 2 ? "allowed is one of --json" : "");
    }
}
