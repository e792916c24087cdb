package org.dhurandhar.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.model.Layer;
import org.dhurandhar.model.Model;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.report.Grid;
import org.jspecify.annotations.Nullable;

/// A model's inventory as text: like layers in one row.
final class InspectText {
    private InspectText() {}

    static String of(Model model, @Nullable Long context, List<Tensor> tensors) {
        var facts = model.facts();
        var out = new StringBuilder();
        out.append(
                "%s  %s, layout %s\n"
                        .formatted(facts.name(), facts.family(), facts.layout().word()));
        out.append(
                "%,d parameters in %,d tensors"
                        .formatted(model.parameters(), model.tensors().size()));
        if (model.activeParameters() != model.parameters()) {
            out.append(", %,d used by a token".formatted(model.activeParameters()));
        }
        out.append(facts.tied() ? ", head tied to the embedding\n" : ", head of its own\n");
        out.append(
                "source: %s, %s confidence\n".formatted(facts.source(), facts.confidence().word()));
        for (var encoder : facts.encoders()) {
            out.append(
                    "%s encoder: %,d parameters, not among those above (%s, %s confidence)\n"
                            .formatted(
                                    encoder.kind(),
                                    encoder.parameters(),
                                    encoder.source(),
                                    encoder.confidence().word()));
        }
        if (!model.layers().isEmpty()) {
            out.append('\n').append(layers(model));
        }
        if (context != null) {
            out.append(
                    "\n%,d tokens cache %,d values, and %,d of state\n"
                            .formatted(
                                    context,
                                    Caches.keyValueElements(model, context),
                                    Caches.stateElements(model)));
        }
        for (var note : facts.notes()) {
            out.append("note: ").append(note).append('\n');
        }
        if (!facts.differences().isEmpty()) {
            out.append("the sources disagree:\n");
            for (var line : facts.differences()) {
                out.append("  ").append(line).append('\n');
            }
        }
        if (!tensors.isEmpty()) {
            out.append('\n').append(list(tensors));
        }
        return out.append('\n').toString();
    }

    private static String layers(Model model) {
        var runs = new LinkedHashMap<Layer, List<Integer>>();
        for (int i = 0; i < model.layers().size(); i++) {
            runs.computeIfAbsent(model.layers().get(i), l -> new ArrayList<>()).add(i);
        }
        var rows = new ArrayList<List<String>>();
        for (Map.Entry<Layer, List<Integer>> run : runs.entrySet()) {
            var layer = run.getKey();
            var cells = new LinkedHashMap<String, Object>();
            Caches.keys(layer, cells);
            rows.add(
                    List.of(
                            Integer.toString(run.getValue().size()),
                            layer.kind(),
                            shape(cells.get("k")),
                            shape(cells.get("v")),
                            Caches.window(layer) == 0 ? "" : "%,d".formatted(Caches.window(layer)),
                            Caches.state(layer) == 0 ? "" : "%,d".formatted(Caches.state(layer)),
                            indices(run.getValue())));
        }
        return new Grid(
                        List.of("Layers", "Kind", "K", "V", "Window", "State", "Which"),
                        List.of("Layers", "Window", "State"),
                        rows)
                .text(Terminal.width());
    }

    private static String shape(@Nullable Object pair) {
        return pair instanceof List<?> list ? list.getFirst() + "x" + list.getLast() : "";
    }

    /// `0-3, 5-8` for consecutive numbers.
    private static String indices(List<Integer> numbers) {
        var out = new StringBuilder();
        int i = 0;
        while (i < numbers.size()) {
            int end = i;
            while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
                end++;
            }
            out.append(out.isEmpty() ? "" : ", ").append(numbers.get(i));
            if (end > i) {
                out.append('-').append(numbers.get(end));
            }
            i = end + 1;
        }
        return out.toString();
    }

    private static String list(List<Tensor> tensors) {
        var rows = new ArrayList<List<String>>(tensors.size());
        for (var tensor : tensors) {
            var format = tensor.format();
            rows.add(
                    List.of(
                            tensor.name(),
                            tensor.shape().toString(),
                            format == null ? "" : format.label(),
                            format == null ? "" : "%,d".formatted(tensor.bytes())));
        }
        return new Grid(List.of("Tensor", "Shape", "Type", "Bytes"), List.of("Bytes"), rows)
                .text(0);
    }
}
