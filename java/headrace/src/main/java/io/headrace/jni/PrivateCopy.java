// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * A library written into a folder that only this user may enter, for as long as it takes to load it.
 *
 * <p>{@code java.io.File} and not {@code java.nio.file}: the default file system may be one of the application's
 * ({@code java.nio.file.spi.DefaultFileSystemProvider}), and that one may be opening channels to work at all. For the same
 * reason no {@code MessageDigest}: from JDK 25 on its first use reads a configuration file by a path.
 */
final class PrivateCopy implements AutoCloseable {

    private static final int ATTEMPTS = 100;

    /** Windows has access lists instead, of which File knows nothing: a folder there is as private as the one it is made in. */
    private static final boolean HAS_MODES = File.separatorChar == '/';

    private final File directory;
    private final File file;

    /** @throws IOException the place is unwritable, full or not there; nothing is left in it */
    PrivateCopy(File place, byte[] image) throws IOException {
        directory = makeDirectory(place);
        file = new File(directory, System.mapLibraryName("headrace-" + hash(image)));
        try {
            write(image);
            if (!Arrays.equals(image, read(image.length))) {
                throw new IOException(file + " does not hold what was written to it");
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Folders to try in this order: the one given (null: none), java.io.tmpdir, and private ones of this user. */
    static Set<File> places(String tmpdir) {
        Set<File> places = new LinkedHashSet<>();
        add(places, tmpdir);
        add(places, System.getProperty("java.io.tmpdir"));
        add(places, System.getenv("XDG_RUNTIME_DIR"));
        add(places, System.getenv("XDG_CACHE_HOME"));
        add(places, System.getProperty("user.home"));
        if (new File("/dev/shm").isDirectory()) {
            add(places, "/dev/shm");
        }
        return places;
    }

    private static void add(Set<File> places, String path) {
        if (path != null && !path.isEmpty()) {
            places.add(new File(path).getAbsoluteFile());
        }
    }

    File file() {
        return file;
    }

    /** Deletes file and folder, at once where the system lets go of the name of a mapped file, else when the JVM ends. */
    @Override
    public void close() {
        file.delete();
        if (!directory.delete()) {
            // The JVM deletes in the reverse order.
            directory.deleteOnExit();
            file.deleteOnExit();
        }
    }

    private static File makeDirectory(File place) throws IOException {
        if (!place.isDirectory()) {
            throw new IOException("no such folder");
        }
        SplittableRandom random = new SplittableRandom();
        for (int i = 0; i < ATTEMPTS; i++) {
            File directory = new File(place, "headrace-" + Long.toHexString(random.nextLong()));
            if (directory.mkdir()) {
                makePrivate(directory);
                return directory;
            }
            if (!directory.exists()) {
                throw new IOException("no folder can be made in it: unwritable or full");
            }
        }
        throw new IOException("no folder can be made in it: all names tried are taken");
    }

    /** Until its mode was changed the folder was open to whoever the umask lets in: nobody may have come. */
    private static void makePrivate(File directory) throws IOException {
        boolean closed = !HAS_MODES || setModes(directory);
        String[] entries = directory.list();
        if (!closed || entries == null || entries.length > 0) {
            directory.delete();
            throw new IOException("no private folder can be made in it");
        }
    }

    private static boolean setModes(File directory) {
        return directory.setReadable(false, false)
                && directory.setWritable(false, false)
                && directory.setExecutable(false, false)
                && directory.setReadable(true)
                && directory.setWritable(true)
                && directory.setExecutable(true);
    }

    private void write(byte[] image) throws IOException {
        if (!file.createNewFile()) {
            throw new IOException(file + " is there already");
        }
        try (OutputStream out = new FileOutputStream(file)) {
            out.write(image);
        }
    }

    private byte[] read(int length) throws IOException {
        try (InputStream in = new FileInputStream(file)) {
            return in.readNBytes(length + 1);
        }
    }

    /** Tells versions apart where a profiler or a debugger shows the name; whether the content is right is compared in full. */
    private static String hash(byte[] bytes) {
        CRC32C hash = new CRC32C();
        hash.update(bytes);
        return Long.toHexString(hash.getValue());
    }
}
