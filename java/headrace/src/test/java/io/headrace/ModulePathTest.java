// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import static io.headrace.JvmRun.LIBRARY;
import static io.headrace.JvmRun.RESOURCES;
import static io.headrace.JvmRun.classes;
import static io.headrace.JvmRun.java;
import static io.headrace.JvmRun.path;
import static io.headrace.JvmRun.programs;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** The classes in a named module, the library in another. */
class ModulePathTest {

    private static final String PLATFORM = LIBRARY.getParent().getFileName().toString();
    private static final String NATIVES = "io.headrace.natives." + PLATFORM.replace('-', '_');

    @TempDir
    Path folder;

    private Path jar;

    /** A class loader per module. Arguments: the name of the module with the library, and the module path. */
    public static final class ManyLoaders {

        private ManyLoaders() {}

        public static void main(String[] arguments) throws Exception {
            ModuleFinder finder = ModuleFinder.of(Path.of(arguments[1]), Path.of(arguments[2]));
            ModuleLayer boot = ModuleLayer.boot();
            Configuration modules =
                    boot.configuration().resolve(finder, ModuleFinder.of(), List.of("io.headrace", arguments[0]));
            Class<?> headrace = boot.defineModulesWithManyLoaders(modules, ClassLoader.getPlatformClassLoader())
                    .findLoader("io.headrace")
                    .loadClass("io.headrace.Headrace");
            System.out.println("available: " + headrace.getMethod("backend").invoke(null) + ", else "
                    + headrace.getMethod("unavailabilityCause").invoke(null));
        }
    }

    @BeforeEach
    void packTheLibrary() throws IOException {
        jar = folder.resolve("natives.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Automatic-Module-Name"), NATIVES);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new ZipEntry(RESOURCES.relativize(LIBRARY).toString()));
            Files.copy(LIBRARY, out);
        }
    }

    @Test
    void theLibraryIsFoundInItsModule() throws Exception {
        assertThat(reportInModule("-Dany")).contains("available: ").doesNotContain("unavailable");
    }

    /** The tests' JVMs let the class path alone use native code. */
    @Test
    @EnabledForJreRange(minVersion = 24)
    void nativeAccessThatIsDeniedIsACauseLikeAnyOther() throws Exception {
        assertThat(reportInModule("--illegal-native-access=deny"))
                .contains("unavailable: ")
                .contains("native access is denied", "--enable-native-access=io.headrace");
    }

    private String reportInModule(String option) throws IOException, InterruptedException {
        return java(
                        option,
                        "-p",
                        path(classes(), jar),
                        "--add-modules=" + NATIVES,
                        "--patch-module=io.headrace=" + programs())
                .printsInModule("io.headrace", Report.class);
    }

    @Test
    void theLibraryIsFoundInItsModuleWhereEachHasAClassLoader() throws Exception {
        assertThat(java().printsOn(programs().toString(), ManyLoaders.class, NATIVES, classes(), jar))
                .contains("else null");
    }
}
