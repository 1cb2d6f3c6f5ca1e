// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Whether reads and writes are recorded, and by which events. While nobody records, an operation looks at a flag and
 * does no more.
 */
public final class Recordings {

    /** Which events there are. */
    public enum Events {
        /** As the JDK writes them for its own channels. */
        OF_THE_JDK("jdk.SocketRead, jdk.SocketWrite"),
        OWN("io.headrace.SocketRead, io.headrace.SocketWrite"),
        /** The JVM runs without the module jdk.jfr. */
        NONE("none");

        private final String names;

        Events(String names) {
            this.names = names;
        }

        public String names() {
            return names;
        }
    }

    /** So many transfers make a JVM grown. */
    private static final int YOUTH = 256;

    /** The first recording sets it. One that is kept in memory alone does not; it is seen by a grown JVM. */
    private static final String REPOSITORY = "jdk.jfr.repository";

    /** Events that say by themselves whether they are on, at any time; null where these JDKs have none. */
    private static final SocketEvents PROMPT = JdkEvents.prompt();

    /** The class {@link FlightRecorder} may be asked. Not in a JVM that has just begun: it is one more to load. */
    private static boolean grown;

    private static boolean absent = !JdkEvents.hasRecorder();

    private static int looks;

    private Recordings() {}

    /** The others are not to be loaded before the flight recorder runs: see {@link JdkEvents#late}. */
    private static final class Late {
        static final SocketEvents EVENTS = JdkEvents.late();
    }

    public static Events events() {
        return JdkEvents.kind();
    }

    public static boolean ofReads() {
        return PROMPT != null ? PROMPT.areReadsOn() : isUp() && Late.EVENTS.areReadsOn();
    }

    public static boolean ofWrites() {
        return PROMPT != null ? PROMPT.areWritesOn() : isUp() && Late.EVENTS.areWritesOn();
    }

    /** Of the streams of a channel's Socket. */
    public static boolean ofStreamReads() {
        return ofReads() && current().coverStreams();
    }

    public static boolean ofStreamWrites() {
        return ofWrites() && current().coverStreams();
    }

    /** A read that begins now. */
    public static Transfer read() {
        return current().read();
    }

    public static Transfer write() {
        return current().write();
    }

    private static SocketEvents current() {
        return PROMPT != null ? PROMPT : Late.EVENTS;
    }

    /**
     * For who asks seldom: whether a recording runs. While the first one starts, the recorder is there already, and may
     * miss what is made known to it in that moment. It loads no class of a recorder that has not begun.
     */
    public static boolean isRecording() {
        if (absent || !grown && !isRepositoryNamed() || !FlightRecorder.isInitialized()) {
            return false;
        }
        for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
            if (recording.getState() == RecordingState.RUNNING) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUp() {
        return grown ? FlightRecorder.isInitialized() : !absent && look();
    }

    private static boolean look() {
        looks++;
        if (looks < YOUTH && !isRepositoryNamed()) {
            return false;
        }
        try {
            boolean up = FlightRecorder.isInitialized();
            grown = true;
            return up;
        } catch (LinkageError e) {
            absent = true;
            return false;
        }
    }

    private static boolean isRepositoryNamed() {
        try {
            return System.getProperty(REPOSITORY) != null;
        } catch (SecurityException e) {
            return true;
        }
    }
}
