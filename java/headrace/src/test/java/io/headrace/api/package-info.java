// SPDX-License-Identifier: Apache-2.0
/** Compares the public API of a module with its baseline, the skeletons in its folder api. */
package io.headrace.api;
