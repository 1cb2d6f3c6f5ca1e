// SPDX-License-Identifier: Apache-2.0
package io.headrace;

public final record BpfProgram(java.util.List<BpfProgram.Instruction> instructions) {
    public static final int MOST_INSTRUCTIONS = (int) 0;
    public static final record Instruction(int code, int jumpTrue, int jumpFalse, int k) {
    }
}
