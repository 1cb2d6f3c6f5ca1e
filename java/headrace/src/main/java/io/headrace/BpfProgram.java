// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.util.List;

/**
 * A program of classic BPF: the value of {@link HeadraceSocketOptions#SO_ATTACH_REUSEPORT_CBPF}. It reads the packet
 * and returns the index of the socket that gets it. The kernel checks the program when the option is set.
 *
 * <pre>{@code
 * // The socket whose index is the number of the CPU that received the packet.
 * BpfProgram byCpu = new BpfProgram(List.of(
 *         new BpfProgram.Instruction(0x20, 0, 0, 0xfffff000 + 36), // ld cpu
 *         new BpfProgram.Instruction(0x16, 0, 0, 0)));             // ret a
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param instructions at least 1, at most {@link #MOST_INSTRUCTIONS}
 * @see <a href="https://www.kernel.org/doc/html/latest/networking/filter.html">Linux Socket Filtering</a>
 */
public record BpfProgram(List<Instruction> instructions) {
    /** BPF_MAXINSNS of the kernel. */
    public static final int MOST_INSTRUCTIONS = 4096;

    /** @throws IllegalArgumentException there are none, or too many */
    public BpfProgram {
        instructions = List.copyOf(instructions);
        if (instructions.isEmpty() || instructions.size() > MOST_INSTRUCTIONS) {
            throw new IllegalArgumentException(
                    instructions.size() + " instructions, allowed are 1 to " + MOST_INSTRUCTIONS);
        }
    }

    /**
     * {@code struct sock_filter}.
     *
     * @param code operation, 0 to 65,535
     * @param jumpTrue instructions to skip if a condition holds, 0 to 255
     * @param jumpFalse the same if it does not hold
     * @param k operand
     */
    public record Instruction(int code, int jumpTrue, int jumpFalse, int k) {
        /** @throws IllegalArgumentException a number is out of its range */
        public Instruction {
            ensure("code", code, 0xffff);
            ensure("jumpTrue", jumpTrue, 0xff);
            ensure("jumpFalse", jumpFalse, 0xff);
        }

        private static void ensure(String name, int value, int most) {
            if (value < 0 || value > most) {
                throw new IllegalArgumentException(name + " is " + value + ", allowed are 0 to " + most);
            }
        }
    }
}
