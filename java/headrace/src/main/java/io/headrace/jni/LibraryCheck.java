// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.util.Map;

/**
 * Tells whether a file may be given to the dynamic linker, which trusts what it maps: past the end of a truncated file waits a
 * SIGBUS, and the initialisers of a foreign library run before anybody can ask what it is.
 */
@FunctionalInterface
interface LibraryCheck {

    /** By our name of the operating system. */
    Map<String, LibraryCheck> BY_SYSTEM = Map.of(
            "linux", ElfCheck::check, "freebsd", ElfCheck::check, "osx", MachOCheck::check, "windows", PeCheck::check);

    /** @throws LibraryException the image is not Headrace's library for this platform, or not all of it */
    void check(byte[] image, Platform platform) throws LibraryException;
}
