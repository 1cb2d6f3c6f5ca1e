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
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;

/**
 * A library that is written into a folder which only this user may enter, for as long as loading takes.
 *
 * <p>This class uses {@code java.io.File} and not {@code java.nio.file}. The default file system may be the
 * application's ({@code java.nio.file.spi.DefaultFileSystemProvider}), and may have to open a channel before it
 * works. For the same reason it does not use {@code MessageDigest}, whose first use reads a configuration file by a
 * path on JDK 25 and later.
 */
final class PrivateCopy implements AutoCloseable {

    private static final int ATTEMPTS = 100;

    /**
     * Windows has access lists instead, which File cannot set: a folder is as private as the one that it is made in.
     */
    private static final boolean HAS_MODES = File.separatorChar == '/';

    private final File directory;
    private final File file;

    /** @throws IOException the place is missing, unwritable or full; nothing is left in it */
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

    /** The folders to try, in this order: the given one if not null, and java.io.tmpdir. */
    static Set<File> places(String tmpdir) {
        Set<File> places = new LinkedHashSet<>();
        add(places, tmpdir);
        add(places, System.getProperty("java.io.tmpdir"));
        return places;
    }

    /** The folders to try if none of {@link #places} will do: private ones of this user, and /dev/shm. */
    static Set<File> morePlaces(String tmpdir) {
        Set<File> places = new LinkedHashSet<>();
        add(places, System.getenv("XDG_RUNTIME_DIR"));
        add(places, System.getenv("XDG_CACHE_HOME"));
        add(places, System.getProperty("user.home"));
        if (new File("/dev/shm").isDirectory()) {
            add(places, "/dev/shm");
        }
        places.removeAll(places(tmpdir));
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

    /** Deletes file and folder: at once if the system can delete a mapped file, else when the JVM ends. */
    @Override
    public void close() {
        file.delete();
        if (!directory.delete()) {
            // The JVM deletes in reverse order.
            directory.deleteOnExit();
            file.deleteOnExit();
        }
    }

    private static File makeDirectory(File place) throws IOException {
        if (!place.isDirectory()) {
            throw new IOException("no such folder");
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            File directory = new File(
                    place,
                    "headrace-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
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

    /**
     * Until its mode changes, the folder is open to whomever the umask lets in. So it must still be empty afterwards.
     */
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

    /** Tells versions apart for those who see the name in a profiler or debugger. The content is compared in full. */
    private static String hash(byte[] bytes) {
        CRC32 hash = new CRC32();
        hash.update(bytes);
        return Long.toHexString(hash.getValue());
    }
}
