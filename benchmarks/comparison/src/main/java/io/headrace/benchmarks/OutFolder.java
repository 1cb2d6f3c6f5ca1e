// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Where a program of this module writes: made, or refused, before anything is measured. */
final class OutFolder {
    private OutFolder() {}

    /** @param named by --out, or null */
    static Path make(CommandSpec spec, Path named, Path usual) {
        Path folder = named == null ? usual : named;
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw refusal(spec, folder, e.getFile() + " is no folder");
        } catch (AccessDeniedException e) {
            throw refusal(spec, folder, "no right to write there");
        } catch (IOException e) {
            throw refusal(spec, folder, e.getMessage());
        }
        if (!Files.isWritable(folder)) {
            throw refusal(spec, folder, "no right to write there");
        }
        return folder;
    }

    private static ParameterException refusal(CommandSpec spec, Path folder, String reason) {
        return new ParameterException(spec.commandLine(), "--out %s: %s".formatted(folder, reason));
    }
}
