// SPDX-License-Identifier: Apache-2.0
/** Compares the public API with its baseline, the skeletons in java/headrace/api. */
package io.headrace.api;
