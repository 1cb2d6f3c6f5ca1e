// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;

/** The channels and selectors of a provider that a program works on. One thread works. */
final class World implements AutoCloseable {
    /** Of docs/decisions. */
    static final String CLOSES_AT_ONCE = "differences-from-the-jdk.md#a-registered-channel-closes-at-once";

    static final String NO_RESET_AT_CLOSE =
            "differences-from-the-jdk.md#a-tcp-peer-is-not-reset-for-input-that-was-there-at-close";

    static final String READY_SET_IS_LEFT_ALONE =
            "differences-from-the-jdk.md#a-report-that-fits-no-operation-changes-no-ready-set";

    static final String NO_CALL_AFTER_SHUTDOWN =
            "differences-from-the-jdk.md#a-write-after-shutdownoutput-makes-no-system-call";

    static final String ERROR_LOSES_NO_DATAGRAM = "datagrams.md#an-error-from-before-a-disconnect-loses-no-datagram";

    static final String HEARS_WHAT_IT_JOINED = "datagrams.md#a-channel-hears-only-the-groups-that-it-joined";

    static final int SLOTS = 12;
    static final int SELECTORS = 3;

    private static final Pattern PORT = Pattern.compile("[:=]\\d+");

    final SelectorProvider provider;
    final Buffers buffers;
    final Path folder;

    /** For the other end of an operation that blocks. */
    final ExecutorService helper;

    final Node[] slots = new Node[SLOTS];
    final Selector[] selectors = new Selector[SELECTORS];

    /** All that was ever opened. */
    final List<Node> nodes = new ArrayList<>();

    /** What the choices of the step in progress are called; null where nobody reads it. */
    StringBuilder story;

    private ServerSocketChannel tcpListener;
    private ServerSocketChannel unixListener;

    private final List<Path> files = new ArrayList<>();

    /** A select of these lets the JDK close what was closed while it was registered. */
    private final Set<Selector> unsettled = new LinkedHashSet<>();

    World(SelectorProvider provider, Buffers buffers, Path folder, ExecutorService helper) throws IOException {
        this.provider = provider;
        this.buffers = buffers;
        this.folder = folder;
        this.helper = helper;
        selectors[0] = provider.openSelector();
    }

    // ---- what steps work on

    /** The channel of these kinds that is at or behind the step's slot, in a circle; null where there is none. */
    Node node(Step step, int kinds) {
        return nearest(step.slot(), kinds);
    }

    Node nearest(int slot, int kinds) {
        for (int i = 0; i < SLOTS; i++) {
            Node node = slots[(slot + i) % SLOTS];
            if (node != null && node.kind.in(kinds)) {
                say(node);
                return node;
            }
        }
        return null;
    }

    /** One that was opened, the first one most often. */
    Selector selector(Step step, int number) {
        int index = Math.max(0, step.choose(number, SELECTORS + 2) - 2);
        while (selectors[index] == null) {
            index = (index + 1) % SELECTORS;
        }
        say("selector" + index);
        return selectors[index];
    }

    /** A selector that the channel has a key in, if there is one. */
    SelectionKey key(Node node, Step step, int number) {
        int first = step.choose(number, SELECTORS);
        for (int i = 0; i < SELECTORS; i++) {
            Selector selector = selectors[(first + i) % SELECTORS];
            SelectionKey key = selector == null ? null : node.channel.keyFor(selector);
            if (key != null) {
                say("selector" + (first + i) % SELECTORS);
                return key;
            }
        }
        return null;
    }

    int pick(Step step, int number, String name, int... values) {
        int value = values[step.choose(number, values.length)];
        say(name + " " + value);
        return value;
    }

    void say(Object word) {
        if (story != null) {
            story.append(' ').append(word);
        }
    }

    boolean isFree(int slot) {
        return slots[slot] == null || slots[slot].closed;
    }

    Node put(int slot, Kind kind, SelectableChannel channel) {
        Node node = new Node(nodes.size(), slot, kind, channel);
        nodes.add(node);
        slots[slot] = node;
        return node;
    }

    /** Where pairs come from. */
    ServerSocketChannel tcpListener() throws IOException {
        if (tcpListener == null) {
            tcpListener = provider.openServerSocketChannel(StandardProtocolFamily.INET);
            tcpListener.setOption(StandardSocketOptions.SO_RCVBUF, 16 << 10);
            tcpListener.bind(Openings.addressFor(this, Kind.LISTENER));
        }
        return tcpListener;
    }

    ServerSocketChannel unixListener() throws IOException {
        if (unixListener == null) {
            unixListener = provider.openServerSocketChannel(StandardProtocolFamily.UNIX);
            unixListener.bind(Openings.addressFor(this, Kind.UNIX_LISTENER));
        }
        return unixListener;
    }

    Path newFile() throws IOException {
        Path file = folder.resolve(Integer.toString(files.size()));
        Files.deleteIfExists(file);
        files.add(file);
        return file;
    }

    // ---- what they answer

    /** Runs a step, and says in words what it answered or threw. */
    String run(Step step) {
        try {
            return String.valueOf(step.operation().body().run(this, step));
        } catch (Exception | LinkageError e) {
            return outcomeOf(e);
        }
    }

    /** Messages of IOExceptions come from the system or are the JDK's; those of others are free. */
    static String outcomeOf(Throwable failure) {
        String name = failure.getClass().getName();
        if (failure instanceof IOException && failure.getMessage() != null) {
            return name + ": " + PORT.matcher(failure.getMessage()).replaceAll(":PORT");
        }
        return name;
    }

    /** Of an operation that is part of a step. */
    static String outcomeOf(Operation.Body body, World world, Step step) {
        try {
            return String.valueOf(body.run(world, step));
        } catch (Exception e) {
            return outcomeOf(e);
        }
    }

    /** The selected keys and what they are ready for; those that no provider answers for are taken out. */
    String selected(Selector selector) {
        Set<SelectionKey> keys = selector.selectedKeys();
        List<String> ready = new ArrayList<>();
        for (SelectionKey key : keys) {
            String told = ready(key);
            if (((Node) key.attachment()).uncertainOps() == 0 || !told.contains(" 0/")) {
                ready.add(told);
            }
        }
        ready.sort(null);
        keys.removeIf(key -> ((Node) key.attachment()).uncertainOps() != 0);
        return ready.toString();
    }

    /** {@link #READY_SET_IS_LEFT_ALONE}: before a select with an action, the keys that may have such reports. */
    void takeOutUnfitting(Selector selector) {
        if (selector.isOpen()) {
            selector.selectedKeys().removeIf(World::isUnfitting);
        }
    }

    private static boolean isUnfitting(SelectionKey key) {
        return key.isValid()
                && key.channel() instanceof SocketChannel channel
                && ((key.interestOps() & SelectionKey.OP_CONNECT) != 0 || !channel.isConnected());
    }

    static String ready(SelectionKey key) {
        Node node = (Node) key.attachment();
        if (!key.isValid()) {
            return node + " cancelled";
        }
        return node + " " + (key.readyOps() & ~node.uncertainOps()) + "/" + key.interestOps();
    }

    /** Whether the number of ready keys depends on TCP's timers. */
    boolean isUncertain(Selector selector) {
        for (Node node : nodes) {
            if (node.uncertainOps() != 0 && node.channel.keyFor(selector) != null) {
                return true;
            }
        }
        return false;
    }

    // ---- closing

    /** {@link #CLOSES_AT_ONCE}: the JDK closes what is registered at the next select. */
    void closed(Node node) {
        for (Selector selector : selectors) {
            if (selector != null && selector.isOpen() && node.channel.keyFor(selector) != null) {
                unsettled.add(selector);
            }
        }
    }

    /**
     * Before a step that could notice whether a channel was closed or is about to be. In the second round all are
     * closed; how often a key became ready meanwhile is not compared.
     */
    String settle() throws IOException {
        if (unsettled.isEmpty()) {
            return "";
        }
        StringBuilder outcome = new StringBuilder();
        for (int round = 0; round < 2; round++) {
            for (Selector selector : unsettled) {
                if (selector.isOpen()) {
                    selector.selectNow();
                    outcome.append(round == 0 ? "" : " settled " + selected(selector));
                }
            }
        }
        unsettled.clear();
        return outcome.toString();
    }

    /** Connections end by a reset: they leave no port behind that waits. */
    @Override
    public void close() throws IOException {
        for (Node node : nodes) {
            if (node.kind == Kind.TCP && node.channel.isOpen()) {
                try {
                    ((SocketChannel) node.channel).setOption(StandardSocketOptions.SO_LINGER, 0);
                } catch (IOException e) {
                    // An option of less weight than the close.
                }
            }
            closeQuietly(node.channel);
        }
        closeQuietly(tcpListener);
        closeQuietly(unixListener);
        for (Selector selector : selectors) {
            closeQuietly(selector);
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private static void closeQuietly(Object open) throws IOException {
        if (open instanceof Channel channel) {
            channel.close();
        } else if (open instanceof Selector selector) {
            selector.close();
        }
    }
}
