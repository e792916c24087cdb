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
    private static final int INDENT = 2;

    private InspectText() {}

    static String of(Model model, @Nullable Long context, List<Tensor> tensors, int width) {
        var facts = model.facts();
        var out = new StringBuilder();
        line(
                out,
                width,
                "%s  %s, layout %s".formatted(facts.name(), facts.family(), facts.layout().word()));
        line(out, width, sizes(model));
        line(
                out,
                width,
                "source: %s, %s confidence".formatted(facts.source(), facts.confidence().word()));
        for (var encoder : facts.encoders()) {
            line(
                    out,
                    width,
                    "%s encoder: %,d parameters, not among those above (%s, %s confidence)"
                            .formatted(
                                    encoder.kind().word(),
                                    encoder.parameters(),
                                    encoder.source(),
                                    encoder.confidence().word()));
        }
        if (!model.layers().isEmpty()) {
            out.append('\n').append(layers(model, width));
        }
        if (context != null) {
            out.append('\n');
            line(
                    out,
                    width,
                    "%,d %s %,d values, and %,d of state"
                            .formatted(
                                    context,
                                    context == 1 ? "token caches" : "tokens cache",
                                    Caches.keyValueElements(model, context),
                                    Caches.stateElements(model)));
        }
        for (var note : facts.notes()) {
            line(out, width, "note: " + note);
        }
        if (!facts.differences().isEmpty()) {
            out.append("the sources disagree:\n");
            for (var difference : facts.differences()) {
                line(out, width, "  " + difference);
            }
        }
        if (!tensors.isEmpty()) {
            out.append('\n').append(list(tensors));
        }
        return out.append('\n').toString();
    }

    private static void line(StringBuilder out, int width, String text) {
        out.append(Terminal.wrap(text, INDENT, width));
    }

    private static String sizes(Model model) {
        int count = model.tensors().size();
        var line =
                "%,d parameters in %,d %s"
                        .formatted(model.parameters(), count, count == 1 ? "tensor" : "tensors");
        if (Sizes.known(model)) {
            line += ", %,d bytes".formatted(Sizes.bytes(model));
        }
        if (model.activeParameters() != model.parameters()) {
            line += ", %,d used by a token".formatted(model.activeParameters());
        }
        return line + (model.facts().tied() ? ", head tied to the embedding" : ", head of its own");
    }

    private static String layers(Model model, int width) {
        var runs = new LinkedHashMap<Layer, List<Integer>>();
        for (int i = 0; i < model.layers().size(); i++) {
            runs.computeIfAbsent(model.layers().get(i), l -> new ArrayList<>()).add(i);
        }
        var rows = new ArrayList<List<String>>();
        for (Map.Entry<Layer, List<Integer>> run : runs.entrySet()) {
            var layer = run.getKey();
            rows.add(
                    List.of(
                            Integer.toString(run.getValue().size()),
                            layer.kind(),
                            shape(layer.k()),
                            shape(layer.v()),
                            number(layer.window()),
                            number(layer.stateElements()),
                            indices(run.getValue())));
        }
        return new Grid(
                        List.of("Layers", "Kind", "K", "V", "Window", "State", "Which"),
                        List.of("Layers", "Window", "State"),
                        rows)
                .text(width);
    }

    private static String shape(Layer.@Nullable Heads heads) {
        return heads == null ? "" : heads.count() + "x" + heads.dim();
    }

    private static String number(long value) {
        return value == 0 ? "" : "%,d".formatted(value);
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
