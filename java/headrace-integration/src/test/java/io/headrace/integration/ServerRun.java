// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import io.headrace.integration.program.JdkHttpServer;
import io.headrace.integration.program.JettyHttpServer;
import io.headrace.integration.program.NettyHttpServer;
import io.headrace.integration.program.SharedFile;
import io.headrace.integration.program.TomcatHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A server as its users start it, {@code java -jar}, under the agent where the cell wants it. */
record ServerRun(Kind kind, Cell cell) {

    /**
     * @param sendsFile whether it serves files by {@code FileChannel.transferTo}
     */
    record Kind(Class<?> main, boolean sendsFile) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(JdkHttpServer.class, false),
            new Kind(JettyHttpServer.class, false),
            new Kind(NettyHttpServer.class, true),
            new Kind(TomcatHttpServer.class, true));

    /** Each server in each chosen cell of these. */
    static Stream<ServerRun> of(Predicate<Cell> cells) {
        return Cell.chosen().filter(cells).flatMap(cell -> KINDS.stream().map(kind -> new ServerRun(kind, cell)));
    }

    /** The prefix is a command that gets the JVM's, such as strace; the options are the JVM's. */
    HttpServer start(List<String> prefix, List<String> options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.add("-D" + SharedFile.PROPERTY + "=" + File.PATH);
        return HttpServer.startFromJar(cell, kind.main, prefix, all);
    }

    private static final class File {
        static final Path PATH = make();

        private static Path make() {
            try {
                return SharedFile.make(
                        Files.createDirectories(ChildJvm.programs().resolve("files")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public String toString() {
        return kind.main.getSimpleName() + ", " + cell;
    }
}
