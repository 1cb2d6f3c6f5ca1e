// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    private static final String LOOP = "java/lang/Thread.run_[0];io/netty/channel/nio/NioIoHandler.run_[j];";
    private static final String SELECT = LOOP + "io/headrace/nio/selector/ReadinessSelector.select_[1];";
    private static final String GATE = "libc.so.6`recv;entry_SYSCALL_64_after_hwframe_[k];do_syscall_64_[k];";

    @ParameterizedTest
    @CsvSource({
        "io/headrace/benchmarks/server/EchoConnection.ready_[j], the scenario's server",
        "io/headrace/nio/selector/Handle.enter_[i], 'Headrace, Java'",
        "/tmp/headrace-40cb/libheadrace-d16a79e7.so (deleted), 'Headrace, C'",
        "libheadrace.so`hr_send, 'Headrace, C'",
        "io/netty/channel/socket/nio/NioSocketChannel.doWrite_[i], 'Netty, NIO transport'",
        "io/netty/channel/unix/Socket.recvAddress_[j], 'Netty, epoll transport'",
        "/tmp/libnetty_transport_native_epoll_x86_645.so (deleted), 'Netty, epoll transport in C'",
        "io/netty/buffer/PooledByteBuf.getBytes_[i], 'Netty, the rest'",
        "sun/nio/ch/IOUtil.write_[i], 'JDK, sun.nio.ch'",
        "libnio.so`Java_sun_nio_ch_SocketDispatcher_read0, 'JDK, sun.nio.ch in C'",
        "java/util/concurrent/locks/ReentrantLock.lock_[i], 'JDK, the rest'",
        "libjvm.so`ObjectSynchronizer::enter, JVM",
        "libc.so.6`recv, C library",
        "org/example/Main.main_[0], others"
    })
    void userTimeIsOfTheCodeThatRan(String frame, String owner) throws IOException {
        assertThat(row(Split.OWNER, LOOP + frame)).isEqualTo(owner);
    }

    @ParameterizedTest
    @CsvSource({"itable stub", "jlong_disjoint_arraycopy_avx3", "I2C/C2I adapters"})
    void aStubIsItsCallers(String stub) throws IOException {
        assertThat(row(Split.OWNER, SELECT + stub)).isEqualTo("Headrace, Java");
    }

    @Test
    void whatHelpsIsCountedForItsCaller() throws IOException {
        String helpers = "java/util/concurrent/locks/ReentrantLock.lock_[i];libjvm.so`Monitor::wait;libc.so.6`futex";

        assertThat(row(Split.CAUSE, SELECT + helpers)).isEqualTo("Headrace");
    }

    @Test
    void javaAndCOfATransportAreOneCause() throws IOException {
        assertThat(row(Split.CAUSE, SELECT + "libheadrace.so`hr_wait;libc.so.6`epoll_wait"))
                .isEqualTo("Headrace");
    }

    @Test
    void whatWasCalledBackIsNotCountedForItsCaller() throws IOException {
        String handler = "io/headrace/benchmarks/server/EchoConnection.ready_[j];java/lang/String.length_[i]";

        assertThat(row(Split.CAUSE, SELECT + handler)).isEqualTo("the scenario's server");
    }

    @ParameterizedTest
    @CsvSource({
        "__x64_sys_sendto_[k];__sys_sendto_[k];tcp_sendmsg_[k], sendto",
        "__arm64_sys_epoll_pwait_[k];do_epoll_wait_[k], epoll_pwait",
        "ksys_read_[k];vfs_read_[k], read",
        "do_writev_[k];vfs_writev_[k], writev",
        "syscall_exit_to_user_mode_[k], entry and exit of calls"
    })
    void kernelTimeIsOfTheSystemCall(String frames, String call) throws IOException {
        assertThat(row(Split.CALL, SELECT + GATE + frames)).isEqualTo(call);
    }

    @Test
    void aPageFaultIsNoSystemCall() throws IOException {
        assertThat(row(Split.CALL, SELECT + "asm_exc_page_fault_[k];exc_page_fault_[k];do_user_addr_fault_[k]"))
                .isEqualTo("page faults");
    }

    @Test
    void anInterruptOfUserCodeIsNoSystemCall() throws IOException {
        assertThat(row(Split.CALL, SELECT + "asm_sysvec_apic_timer_interrupt_[k];handle_softirqs_[k]"))
                .isEqualTo("interrupts and the rest");
    }

    @Test
    void aThreadThatNeverWasInJavaIsOfTheJvm() throws IOException {
        String compiler = "libc.so.6`start_thread;libjvm.so`CompileBroker::compiler_thread_loop;libc.so.6`malloc";

        assertThat(row(Split.OWN_THREADS, compiler)).isEqualTo("compiler");
        assertThat(Split.OWNER.divides(stack(compiler))).isFalse();
        assertThat(Split.CAUSE.divides(stack(compiler))).isFalse();
    }

    @Test
    void kernelTimeIsNoUserTime() throws IOException {
        Stack ofServer = stack(SELECT + GATE + "__x64_sys_recvfrom_[k]");
        Stack ofCompiler = stack("libjvm.so`CompileBroker::compiler_thread_loop;" + GATE + "__x64_sys_futex_[k]");

        assertThat(Split.values())
                .filteredOn(split -> split.divides(ofServer) || split.divides(ofCompiler))
                .containsExactly(Split.CALL);
    }

    @Test
    void aLineThatIsNoStackIsAnError() {
        assertThatThrownBy(() -> Samples.of(List.of("no number")))
                .isInstanceOf(IOException.class)
                .hasMessage("this is no collapsed stack: no number");
    }

    private static String row(Split split, String frames) throws IOException {
        assertThat(split.divides(stack(frames))).isTrue();
        return split.row(stack(frames));
    }

    private static Stack stack(String frames) throws IOException {
        return Stack.parse(frames + " 1");
    }
}
