// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import com.sun.management.UnixOperatingSystemMXBean;
import io.headrace.HeadraceSelectorProvider;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.URISyntaxException;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Steps that find no descriptor left, where the process may have few. */
final class Exhaustion {
    private static final int FEW = 1000;

    private static final boolean HAS_FEW =
            ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    && system.getMaxFileDescriptorCount() <= FEW;

    private Exhaustion() {}

    private interface Opening {
        Object open() throws IOException;
    }

    /** A class cannot be loaded later, when no descriptor is left. */
    private static void loadLibrary() {
        try {
            Path classes = Path.of(HeadraceSelectorProvider.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".class"))
                        .filter(f -> f.getNameCount() > classes.getNameCount() + 1)
                        .toList()) {
                    String name = classes.relativize(file).toString().replace('/', '.');
                    load(name.substring(0, name.length() - ".class".length()));
                }
            }
        } catch (IOException | URISyntaxException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void load(String name) throws ClassNotFoundException {
        try {
            Class.forName(name);
        } catch (LinkageError e) {
            // One that needs an export of the JDK's is never used here.
        }
    }

    static void addTo(Operation.Table table) {
        if (HAS_FEW) {
            loadLibrary();
        }
        table.add("accept without descriptors", 3, Kind.LISTENERS, (world, node, step) -> {
            if (node.channel.isBlocking()) {
                return Operation.SKIPPED;
            }
            String settled = world.settle();
            return without(0, ((ServerSocketChannel) node.channel)::accept) + settled;
        });
        table.add("open without descriptors", 2, (world, step) -> {
            int spare = world.pick(step, 1, "spare", 0, 1);
            return switch (world.pick(step, 0, "TCP, Unix, UDP, listener, pipe, selector", 0, 1, 2, 3, 4, 5)) {
                case 0 -> without(0, world.provider::openSocketChannel);
                case 1 -> without(0, () -> world.provider.openSocketChannel(StandardProtocolFamily.UNIX));
                case 2 -> without(0, world.provider::openDatagramChannel);
                case 3 -> without(0, world.provider::openServerSocketChannel);
                case 4 -> without(spare, world.provider::openPipe);
                default -> without(spare, world.provider::openSelector);
            };
        });
    }

    /** Descriptors are gone but for so many. */
    private static Object without(int spare, Opening opening) throws IOException {
        if (!HAS_FEW) {
            return Operation.SKIPPED;
        }
        List<FileInputStream> files = new ArrayList<>();
        try {
            takeAll(files);
            for (int i = 0; i < spare && !files.isEmpty(); i++) {
                files.remove(files.size() - 1).close();
            }
            close(opening.open());
            return "opened";
        } finally {
            for (FileInputStream file : files) {
                file.close();
            }
        }
    }

    private static void takeAll(List<FileInputStream> files) {
        try {
            while (true) {
                files.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException none) {
            // as it was meant
        }
    }

    private static void close(Object opened) throws IOException {
        if (opened instanceof Channel channel) {
            channel.close();
        } else if (opened instanceof Selector selector) {
            selector.close();
        } else if (opened instanceof Pipe pipe) {
            pipe.source().close();
            pipe.sink().close();
        }
    }
}
