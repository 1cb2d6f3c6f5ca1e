// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A platform that native libraries are built for, named as os-maven-plugin does.
 *
 * @param musl whether the C library is musl; only on Linux
 */
public record Platform(String os, String arch, boolean musl) {

    /** Names by the beginning of the property {@code os.name}. */
    private static final Map<String, String> SYSTEMS =
            Map.of("Linux", "linux", "Mac OS X", "osx", "Windows", "windows", "FreeBSD", "freebsd");

    /** Names by the property {@code os.arch}. */
    private static final Map<String, String> ARCHITECTURES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "aarch_64", "arm64", "aarch_64");

    private static final List<Platform> SUPPORTED = List.of(
            new Platform("linux", "x86_64", false),
            new Platform("linux", "aarch_64", false),
            new Platform("linux", "x86_64", true),
            new Platform("linux", "aarch_64", true),
            new Platform("osx", "x86_64", false),
            new Platform("osx", "aarch_64", false),
            new Platform("windows", "x86_64", false),
            new Platform("freebsd", "x86_64", false));

    private static final File MAPPED_FILES = new File("/proc/self/maps");

    static List<Platform> supported() {
        return SUPPORTED;
    }

    /**
     * The platform of this JVM.
     *
     * @throws LibraryException no library is built for it
     */
    public static Platform current() throws LibraryException {
        Platform platform = of(System.getProperty("os.name"), System.getProperty("os.arch"));
        return platform.os.equals("linux") ? new Platform(platform.os, platform.arch, runsOnMusl()) : platform;
    }

    /** The platform of these values of the properties {@code os.name} and {@code os.arch}. */
    static Platform of(String osName, String osArch) throws LibraryException {
        String os = osName;
        for (Map.Entry<String, String> system : SYSTEMS.entrySet()) {
            if (osName.startsWith(system.getKey())) {
                os = system.getValue();
            }
        }
        String arch = ARCHITECTURES.getOrDefault(osArch, osArch);
        for (Platform platform : SUPPORTED) {
            if (platform.os.equals(os) && platform.arch.equals(arch)) {
                return platform;
            }
        }
        throw new LibraryException("no native library is built for os.name " + osName + " with os.arch " + osArch
                + ", only for "
                + SUPPORTED.stream().map(Platform::name).collect(Collectors.joining(", ")));
    }

    private static boolean runsOnMusl() throws LibraryException {
        try (InputStream in = new FileInputStream(MAPPED_FILES)) {
            String lines = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            int from = 0;
            for (int to = lines.indexOf('\n'); to >= 0; to = lines.indexOf('\n', from)) {
                if (mapsMusl(lines.substring(from, to))) {
                    return true;
                }
                from = to + 1;
            }
            return false;
        } catch (IOException e) {
            throw new LibraryException("cannot tell which C library this JVM runs on: " + e.getMessage(), e);
        }
    }

    /**
     * Whether a process with this line among its mapped files ({@code /proc/pid/maps}, proc(5)) runs on musl. musl is
     * its own dynamic linker, {@code ld-musl-<arch>.so.1}, even if another C library is emulated on it.
     */
    static boolean mapsMusl(String line) {
        int file = line.lastIndexOf('/') + 1;
        return line.startsWith("ld-musl-", file) || line.startsWith("libc.musl-", file);
    }

    /** The name that a jar of natives has, and the folder in it, such as {@code linux-x86_64-musl}. */
    public String name() {
        return os + "-" + arch + (musl ? "-musl" : "");
    }

    /** The C library that ELF libraries of this platform are linked with. Meaningless on macOS and Windows. */
    public String cLibrary() {
        return os.equals("freebsd") ? "FreeBSD's C library" : musl ? "musl" : "glibc";
    }
}
