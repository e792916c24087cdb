package org.dhurandhar.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dhurandhar.report.Confidence;

/// Compares two inventories of one model: by block and role first, since names of fused tensors
/// differ between layouts, then tensor by tensor where the sums differ.
final class SideBySide {
    private static final int MOST = 200;

    private SideBySide() {}

    private record Group(int layer, Role role) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int byLayer = Integer.compare(layer, other.layer);
            return byLayer != 0 ? byLayer : role.compareTo(other.role);
        }
    }

    /// Lines that say what differs; empty where the text models agree.
    ///
    /// @param expected of the configuration
    /// @param found in the file
    static List<String> differences(List<Tensor> expected, List<Tensor> found) {
        var left = groups(expected);
        var right = groups(found);
        var keys = new TreeMap<Group, Boolean>();
        left.keySet().forEach(g -> keys.put(g, true));
        right.keySet().forEach(g -> keys.put(g, true));
        var lines = new ArrayList<String>();
        for (var key : keys.keySet()) {
            var here = left.getOrDefault(key, List.of());
            var there = right.getOrDefault(key, List.of());
            if (elements(here) != elements(there)) {
                explain(here, there, lines);
            }
        }
        return lines;
    }

    /// The first 200 of these lines, and how many more there are.
    static List<String> shown(List<String> lines) {
        if (lines.size() <= MOST) {
            return lines;
        }
        var shown = new ArrayList<>(lines.subList(0, MOST));
        shown.add("and " + (lines.size() - MOST) + " more");
        return shown;
    }

    /// Says in the notes that there are such lines.
    ///
    /// @return the confidence that is left
    static Confidence judge(List<String> lines, Path file, List<String> notes) {
        if (lines.isEmpty()) {
            return Confidence.HIGH;
        }
        notes.addFirst(
                "the file and its config.json differ in %,d tensor%s: ./dhurandhar inspect %s lists them"
                        .formatted(lines.size(), lines.size() == 1 ? "" : "s", file));
        return Confidence.LOW;
    }

    private static void explain(List<Tensor> expected, List<Tensor> found, List<String> lines) {
        var shapes = new LinkedHashMap<String, Tensor>();
        for (var tensor : found) {
            shapes.put(tensor.name(), tensor);
        }
        for (var tensor : expected) {
            var other = shapes.remove(tensor.name());
            if (other == null) {
                lines.add(
                        "%s %s: in the configuration only"
                                .formatted(tensor.name(), tensor.shape()));
            } else if (!Objects.equals(other.shape(), tensor.shape())) {
                lines.add(
                        "%s: %s in the configuration, %s in the file"
                                .formatted(tensor.name(), tensor.shape(), other.shape()));
            }
        }
        for (var tensor : shapes.values()) {
            lines.add("%s %s: in the file only".formatted(tensor.name(), tensor.shape()));
        }
    }

    private static Map<Group, List<Tensor>> groups(List<Tensor> tensors) {
        var groups = new TreeMap<Group, List<Tensor>>();
        for (var tensor : tensors) {
            if (tensor.role() != Role.VISION && tensor.role() != Role.AUDIO) {
                groups.computeIfAbsent(
                                new Group(tensor.layer(), coarse(tensor.role())),
                                g -> new ArrayList<>())
                        .add(tensor);
            }
        }
        return groups;
    }

    /// Roles that two layouts may tell apart differently are compared together.
    private static Role coarse(Role role) {
        return switch (role) {
            case FFN, EXPERT, SHARED_EXPERT, ROUTER -> Role.FFN;
            case ATTENTION, MIXER, NORM, OTHER, PLE_PROJECTION -> Role.ATTENTION;
            case TOKEN_EMBEDDING, POSITION_EMBEDDING -> Role.TOKEN_EMBEDDING;
            case PLE_TABLE, HEAD, VISION, AUDIO -> role;
        };
    }

    private static long elements(List<Tensor> tensors) {
        long sum = 0;
        for (var tensor : tensors) {
            sum += tensor.elements();
        }
        return sum;
    }
}
