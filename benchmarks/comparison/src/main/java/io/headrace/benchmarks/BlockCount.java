// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The number of blocks of a run, as a user names it. */
final class BlockCount implements ITypeConverter<Integer> {
    private static final int FEWEST = 2;

    @Override
    public Integer convert(String text) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < FEWEST) {
            throw new TypeConversionException("an interval takes at least %d blocks, not '%s'".formatted(FEWEST, text));
        }
        return Integer.valueOf(text);
    }
}
