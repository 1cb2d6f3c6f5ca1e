// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the native library, checks it and loads it into this class loader.
 *
 * <p>If the user names a file or folder, only that is tried. Otherwise the first of these that works is taken:
 *
 * <ol>
 *   <li>the folders of {@code java.library.path};
 *   <li>the resource {@code META-INF/native/<platform>/<file>}, on the class path or in the module
 *       {@code io.headrace.natives.<platform>}. It is extracted.
 * </ol>
 *
 * <p>On JDK 24 and later {@code System.load} prints a warning unless the JVM runs with
 * {@code --enable-native-access=io.headrace} ({@code ALL-UNNAMED} on the class path). With
 * {@code --illegal-native-access=deny} it fails (JEP 472).
 */
public final class NativeLibrary {

    /** More than any Headrace library has, with sanitizers and debug information. */
    private static final int MOST_BYTES = 64 << 20;

    private final Platform platform;
    private final String tmpdir;
    private final String fileName = System.mapLibraryName("headrace");
    private final List<String> failures = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();
    private String loadedFrom;

    private NativeLibrary(Platform platform, String tmpdir) {
        this.platform = platform;
        this.tmpdir = tmpdir;
    }

    /**
     * Loads the library. Call this once per class loader, from one thread.
     *
     * @param path a file, or the folder that holds it; null to search
     * @param tmpdir the folder to extract into first; null for the usual ones
     * @return where it was found, and where it was copied to
     * @throws LibraryException none was loaded; names every place that was tried and what was wrong there
     */
    public static String load(String path, String tmpdir) throws LibraryException {
        NativeLibrary library = new NativeLibrary(Platform.current(), tmpdir);
        boolean loaded =
                path != null ? library.loadNamed(new File(path)) : library.loadFromPath() || library.loadFromResource();
        if (!loaded) {
            throw library.failure();
        }
        return library.loadedFrom;
    }

    private boolean loadNamed(File path) throws LibraryException {
        return loadFile((path.isDirectory() ? new File(path, fileName) : path).getAbsoluteFile());
    }

    private boolean loadFromPath() throws LibraryException {
        String path = System.getProperty("java.library.path", "");
        boolean found = false;
        for (String folder : path.split(File.pathSeparator)) {
            File file = new File(folder, fileName).getAbsoluteFile();
            if (!folder.isEmpty() && file.exists()) {
                found = true;
                if (loadFile(file)) {
                    return true;
                }
            }
        }
        return !found && failed("java.library.path (" + path + ")", "holds no " + fileName);
    }

    private boolean loadFromResource() throws LibraryException {
        String name = "META-INF/native/" + platform.name() + "/" + fileName;
        byte[] image;
        try {
            image = readResource(name);
        } catch (IOException e) {
            return failed(name, "cannot be read: " + e.getMessage(), e);
        }
        if (image == null) {
            return failed("class path", "holds no " + name);
        }
        return isLoadable(name, image) && loadCopy(name, image);
    }

    /** Null if there is none. */
    private byte[] readResource(String name) throws IOException {
        byte[] own = OwnJar.read(name);
        if (own != null) {
            return own;
        }
        try (InputStream in = openResource(name)) {
            return in == null ? null : read(in);
        }
    }

    /** Classes on the boot class path have no loader. The system's loader finds the resources next to them. */
    private InputStream openResource(String name) throws IOException {
        ClassLoader loader = NativeLibrary.class.getClassLoader();
        InputStream found = (loader == null ? ClassLoader.getSystemClassLoader() : loader).getResourceAsStream(name);
        return found == null ? openModuleResource(name) : found;
    }

    /** In a layer with one class loader per module, no loader finds the resources of another module. */
    private InputStream openModuleResource(String name) throws IOException {
        ModuleLayer layer = NativeLibrary.class.getModule().getLayer();
        String module = "io.headrace.natives." + platform.name().replace('-', '_');
        Optional<Module> natives = Optional.ofNullable(layer).flatMap(modules -> modules.findModule(module));
        return natives.isPresent() ? natives.get().getResourceAsStream(name) : null;
    }

    private boolean loadFile(File file) throws LibraryException {
        byte[] image;
        try {
            image = read(file);
        } catch (IOException e) {
            return failed(file.getPath(), "cannot be read: " + e.getMessage(), e);
        }
        // A JVM loads a file for one class loader only, and its folder may be noexec. A copy helps in both cases.
        return isLoadable(file.getPath(), image) && (link(file.getPath(), file) || loadCopy(file.getPath(), image));
    }

    private static byte[] read(File file) throws IOException {
        if (!file.isFile()) {
            throw new IOException(file.exists() ? "it is not a file" : "there is no such file");
        }
        try (InputStream in = new FileInputStream(file)) {
            return read(in);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        byte[] image = in.readNBytes(MOST_BYTES + 1);
        if (image.length > MOST_BYTES) {
            throw new IOException("it is longer than " + MOST_BYTES + " bytes");
        }
        return image;
    }

    private boolean isLoadable(String place, byte[] image) {
        try {
            LibraryCheck.of(platform.os()).check(image, platform);
            return true;
        } catch (LibraryException e) {
            return failed(place, e.getMessage());
        }
    }

    private boolean loadCopy(String place, byte[] image) throws LibraryException {
        return loadCopy(place, image, PrivateCopy.places(tmpdir))
                || loadCopy(place, image, PrivateCopy.morePlaces(tmpdir));
    }

    private boolean loadCopy(String place, byte[] image, Set<File> folders) throws LibraryException {
        for (File folder : folders) {
            String copied = place + " copied to " + folder;
            try (PrivateCopy copy = new PrivateCopy(folder, image)) {
                if (link(copied, copy.file())) {
                    return true;
                }
            } catch (IOException e) {
                failed(copied, e.getMessage(), e);
            }
        }
        return false;
    }

    private boolean link(String place, File file) throws LibraryException {
        try {
            System.load(file.getPath());
        } catch (UnsatisfiedLinkError e) {
            return failed(place, e.getMessage().replace(file + ": ", ""), e);
        } catch (IllegalCallerException e) {
            // No other place helps: the JVM asks who loads, not what.
            throw new LibraryException("native access is denied: start the JVM with " + nativeAccess(), e);
        }
        int version;
        try {
            version = NativeTransport.seamVersion();
        } catch (UnsatisfiedLinkError e) {
            return failed(place, "is not Headrace's library: " + e.getMessage(), e);
        }
        if (version != NativeTransport.SEAM_VERSION) {
            failed(
                    place,
                    "is of another version: its seam is " + version + ", that of the classes "
                            + NativeTransport.SEAM_VERSION);
            // Trying another library is useless: the JVM has bound the functions to this one.
            throw failure();
        }
        loadedFrom = place;
        return true;
    }

    /** The option of the JVM that lets Headrace load a library. */
    private static String nativeAccess() {
        Module own = NativeLibrary.class.getModule();
        return "--enable-native-access=" + (own.isNamed() ? own.getName() : "ALL-UNNAMED");
    }

    /** Always false, for the caller to return. */
    private boolean failed(String place, String why, Throwable... because) {
        failures.add(place + ": " + why);
        causes.addAll(List.of(because));
        return false;
    }

    private LibraryException failure() {
        LibraryException failure = new LibraryException(
                "no native library for " + platform.name() + " works: " + String.join("; ", failures), failures);
        causes.forEach(failure::addSuppressed);
        return failure;
    }
}
