package org.dhurandhar;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.dhurandhar.PublishedPoints.Point;

/// What a published figure needs beyond the configuration and the words of its conditions.
enum Assumption {
    HEAD("the file stores the head beside the embedding that it equals"),
    UNUSED_KEYS("the file keeps keys and values of layers that share a cache"),
    IMPORTANCE("the file was made with an importance matrix, which its conditions do not name"),
    ALL_MATRICES("the maker's own Q4_0 file has every matrix in Q4_0, both tables too"),
    ONE_SEQUENCE("one sequence, which the conditions do not name"),
    SEQUENCES("4 sequences and a ubatch of 2048, which only the printed cells tell"),
    BATCH("a ubatch of 2048, which only the printed cells tell"),
    RECIPE(
            "the maker's recipe: blocks in 4 bits with an F32 scale every 32 values, the embedding"
                    + " and its copy as the head in 8 bits, the rest in F32"),
    ADAPTERS("adapters of rank 16 in F32 beside every projection of the blocks");

    private static final Map<String, Assumption> FROM_CELLS =
            Map.of(
                    "f16 SWA 6144 cells", SEQUENCES,
                    "bf16 SWA 3072 cells, 20 layers (2 seqs)", BATCH);

    private final String sentence;

    Assumption(String sentence) {
        this.sentence = sentence;
    }

    /// In words.
    String sentence() {
        return sentence;
    }

    /// All that a point needs; empty where its conditions say everything.
    static Set<Assumption> of(Point point) {
        var all = EnumSet.noneOf(Assumption.class);
        switch (point.quantity()) {
            case "parameters", "gguf_tensor_size" -> file(point, all);
            case "kv_cache", "recurrent_state" -> cache(point, all);
            case "pte_file_size" -> {
                if (!point.conditions().endsWith("BF16")) {
                    all.add(RECIPE);
                }
                if (point.conditions().endsWith("LoRA")) {
                    all.add(ADAPTERS);
                }
            }
            default -> throw new IllegalArgumentException(point.toString());
        }
        return all;
    }

    /// The first published checkpoints of Gemma 3n and 4 keep unused keys, Google's quantised ones
    /// do not. The Q4_0 file of Qwen 2.5 Coder has four layers in Q4_1, as an importance matrix
    /// leaves them.
    private static void file(Point point, Set<Assumption> all) {
        var model = point.model();
        boolean qat = point.says("QAT");
        if (!qat && (model.startsWith("gemma-4-e") || model.startsWith("gemma-3n"))) {
            all.add(UNUSED_KEYS);
        }
        if (point.says("untied")) {
            all.add(HEAD);
        }
        if (qat && point.quantity().equals("gguf_tensor_size")) {
            all.add(ALL_MATRICES);
        }
        if (model.equals("qwen2.5-coder-3b") && point.says("Q4_0")) {
            all.add(IMPORTANCE);
        }
    }

    private static void cache(Point point, Set<Assumption> all) {
        var inferred = FROM_CELLS.get(point.conditions());
        boolean counted =
                !point.quantity().equals("recurrent_state")
                        && (!PublishedCaches.slides(point) || PublishedCaches.namesSlots(point));
        if (inferred != null) {
            all.add(inferred);
        } else if (!counted) {
            all.add(ONE_SEQUENCE);
        }
    }
}
