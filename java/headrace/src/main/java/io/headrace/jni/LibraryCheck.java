// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

import java.util.Map;

/**
 * Decides whether a file may be given to the dynamic linker, which trusts what it maps. A truncated file would raise
 * SIGBUS past its end. The initialisers of a foreign library would run before anybody can ask what it is.
 */
@FunctionalInterface
interface LibraryCheck {

    /** Checks by {@link Platform#os}. */
    Map<String, LibraryCheck> BY_SYSTEM = Map.of(
            "linux", ElfCheck::check, "freebsd", ElfCheck::check, "osx", MachOCheck::check, "windows", PeCheck::check);

    /** @throws LibraryException the image is not Headrace's library for this platform, or is incomplete */
    void check(byte[] image, Platform platform) throws LibraryException;
}
