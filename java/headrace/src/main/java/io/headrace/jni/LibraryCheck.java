// SPDX-License-Identifier: Apache-2.0
package io.headrace.jni;

/**
 * Decides whether a file may be given to the dynamic linker, which trusts what it maps. A truncated file would raise
 * SIGBUS past its end. The initialisers of a foreign library would run before anybody can ask what it is.
 */
interface LibraryCheck {

    /** The check for a {@link Platform#os}. No table, which would load all of them each time a JVM starts. */
    static LibraryCheck of(String os) {
        return switch (os) {
            case "osx" -> new MachOCheck();
            case "windows" -> new PeCheck();
            default -> new ElfCheck();
        };
    }

    /** @throws LibraryException the image is not Headrace's library for this platform, or is incomplete */
    void check(byte[] image, Platform platform) throws LibraryException;
}
