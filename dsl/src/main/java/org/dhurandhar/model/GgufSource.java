package org.dhurandhar.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Builds models from GGUF headers.
final class GgufSource {
    /// `general.file_type` of the recipes that llama-quantize writes (llama.h, `llama_ftype`).
    private static final Map<Long, String> RECIPES =
            Map.ofEntries(
                    Map.entry(0L, "F32"),
                    Map.entry(1L, "F16"),
                    Map.entry(2L, "Q4_0"),
                    Map.entry(3L, "Q4_1"),
                    Map.entry(7L, "Q8_0"),
                    Map.entry(8L, "Q5_0"),
                    Map.entry(9L, "Q5_1"),
                    Map.entry(10L, "Q2_K"),
                    Map.entry(12L, "Q3_K_M"),
                    Map.entry(14L, "Q4_K_S"),
                    Map.entry(15L, "Q4_K_M"),
                    Map.entry(16L, "Q5_K_S"),
                    Map.entry(17L, "Q5_K_M"),
                    Map.entry(18L, "Q6_K"),
                    Map.entry(25L, "IQ4_NL"),
                    Map.entry(30L, "IQ4_XS"),
                    Map.entry(32L, "BF16"));

    private GgufSource() {}

    static Model model(Path path, Beside beside) {
        var config = beside.model();
        var file = GgufFile.read(path);
        var layout = file.layout();
        var notes = new ArrayList<String>();
        var differences =
                config == null || !config.hasGguf()
                        ? List.<String>of()
                        : SideBySide.differences(config.gguf().tensors(), layout.tensors());
        mix(layout, notes);
        var confidence = SideBySide.judge(differences, path, notes);
        boolean tied = layout.tensors().stream().noneMatch(t -> t.role() == Role.HEAD);
        var facts =
                new Model.Facts(
                        file.name(),
                        layout.architecture(),
                        Origin.GGUF,
                        Layout.GGUF,
                        tied,
                        layout.integer("context_length", 0),
                        unused(layout),
                        List.of(),
                        "GGUF header of " + path,
                        confidence,
                        notes,
                        SideBySide.shown(differences));
        return new Model(facts, layout.tensors(), GgufLayers.of(layout), () -> layout);
    }

    private static long unused(GgufLayout layout) {
        long count = layout.integer("expert_count", 0);
        long used = layout.integer("expert_used_count", count);
        if (count <= 0 || used >= count) {
            return 0;
        }
        long sum = 0;
        for (var tensor : layout.tensors()) {
            if (tensor.role() == Role.EXPERT) {
                sum += tensor.elements() / count * (count - Math.max(0, used));
            }
        }
        return sum;
    }

    /// Says where the types differ from those of the recipe that the file names.
    private static void mix(GgufLayout layout, List<String> notes) {
        if (!(layout.metadata().get("general.file_type") instanceof Long type)
                || RECIPES.get(type) == null) {
            return;
        }
        var recipe = Recipe.named(RECIPES.get(type));
        var expected = recipe.apply(layout.unquantised());
        var differing = new TreeMap<String, Integer>();
        for (int i = 0; i < expected.size(); i++) {
            var here = layout.tensors().get(i).format();
            var there = expected.get(i).format();
            if (here != null && there != null && here != there) {
                differing.merge(there.label() + " -> " + here.label(), 1, Integer::sum);
            }
        }
        if (!differing.isEmpty()) {
            int sum = 0;
            for (int count : differing.values()) {
                sum += count;
            }
            notes.add(
                    "%d of %d tensors are stored otherwise than recipe %s has it (%s): an uploader's own mix"
                            .formatted(sum, expected.size(), recipe.name(), differing));
        }
    }
}
