// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a list as short as it can be while it still does something: drops halves, quarters, at last single ones. */
final class Shrinker {
    private Shrinker() {}

    static <T> List<T> shrink(List<T> all, Predicate<List<T>> stillDoes) {
        List<T> list = all;
        int size = Math.max(1, list.size() / 2);
        while (true) {
            List<T> fewer = withoutPieces(list, size, stillDoes);
            boolean dropped = fewer.size() < list.size();
            list = fewer;
            if (size == 1 && !dropped) {
                return list;
            }
            size = Math.max(1, size / 2);
        }
    }

    private static <T> List<T> withoutPieces(List<T> all, int size, Predicate<List<T>> stillDoes) {
        List<T> list = all;
        for (int end = list.size(); end > 0; end -= size) {
            int from = Math.max(0, end - size);
            List<T> fewer = new ArrayList<>(list.subList(0, from));
            fewer.addAll(list.subList(Math.min(end, list.size()), list.size()));
            if (stillDoes.test(fewer)) {
                list = fewer;
            }
        }
        return list;
    }
}
