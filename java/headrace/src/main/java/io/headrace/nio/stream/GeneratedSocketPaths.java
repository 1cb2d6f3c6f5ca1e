// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.stream;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Properties;

/** Names for listeners of the Unix domain that are bound to no address of the user's. Any thread may call. */
final class GeneratedSocketPaths {
    /** A system property, or else one of conf/net.properties; else the folder is that for temporary files. */
    private static final String FOLDER = "jdk.net.unixdomain.tmpdir";

    private static final SecureRandom RANDOM = new SecureRandom();

    private GeneratedSocketPaths() {}

    /** One that is probably free. */
    static UnixDomainSocketAddress next() throws IOException {
        String folder = folder();
        try {
            return UnixDomainSocketAddress.of(Path.of(folder, "socket_" + RANDOM.nextInt(Integer.MAX_VALUE)));
        } catch (InvalidPathException e) {
            throw new BindException("Invalid temporary directory " + folder);
        }
    }

    private static String folder() throws IOException {
        String folder = System.getProperty(FOLDER, "");
        folder = folder.isEmpty() ? configured() : folder;
        return folder.isEmpty() ? System.getProperty("java.io.tmpdir") : folder;
    }

    private static String configured() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = new FileInputStream(System.getProperty("java.home") + "/conf/net.properties")) {
            properties.load(file);
        } catch (FileNotFoundException e) {
            return "";
        }
        return properties.getProperty(FOLDER, "");
    }
}
