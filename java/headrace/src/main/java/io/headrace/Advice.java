// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What to do about a problem. The text of the problem decides. */
final class Advice {

    private static final String ANOTHER_FOLDER =
            "name a folder that this user may write and execute files in: -Dio.headrace.tmpdir=FOLDER";

    private static final Map<Pattern, String> BY_TEXT = table(
            "native access is denied",
            "let Headrace use native code: --enable-native-access=ALL-UNNAMED,"
                    + " or =io.headrace if it is a named module",
            "a security manager forbids",
            "write into the policy: " + SecurityPolicy.GRANT,
            "^no backend opens|does not open",
            "a sandbox (seccomp) forbids what it needs: allow epoll_create1(2), or pipe2(2) and poll(2)",
            "failed to map segment|Operation not permitted",
            "the folder is probably mounted noexec: " + ANOTHER_FOLDER,
            "No space left|Disk quota|unwritable or full|no such folder|no private folder|Permission denied|Read-only",
            ANOTHER_FOLDER,
            "is truncated|is empty|does not hold|is not an? ",
            "the file is damaged: download or build it again",
            "is of another platform|is linked with",
            "use the library of this platform: headrace-VERSION-PLATFORM.jar, or headrace-VERSION-all.jar",
            "is of another version|is not Headrace's",
            "use library and classes of the same version",
            "^java\\.library\\.path",
            "none, if the library is to come from the class path",
            "^class path: holds no",
            "add headrace-VERSION-PLATFORM.jar to the class path, or use headrace-VERSION-all.jar",
            "cannot be read",
            "name the file, or the folder that holds it: -Dio.headrace.library.path=PATH",
            "allowed are|there are: ",
            "correct the property",
            "no native library is built for|no backend for this platform|only \\[stub\\]",
            "none yet for this platform: with io.headrace.fallback=jdk, the default, you get the JDK's provider");

    private static final String OTHERWISE = "report it, together with the doctor's output";

    private Advice() {}

    static String on(String problem) {
        return BY_TEXT.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(problem).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHERWISE);
    }

    private static Map<Pattern, String> table(String... textsAndAdvice) {
        Map<Pattern, String> table = new LinkedHashMap<>();
        for (int i = 0; i < textsAndAdvice.length; i += 2) {
            table.put(Pattern.compile(textsAndAdvice[i]), textsAndAdvice[i + 1]);
        }
        return table;
    }
}
