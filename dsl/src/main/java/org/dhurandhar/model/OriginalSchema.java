package org.dhurandhar.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.document.MapNode;
import org.dhurandhar.report.Confidence;
import org.jspecify.annotations.Nullable;

/// Loads the flat model schema of the Python package `dhurandhar` 0.1.
///
/// The schema fixes attention, embedding and per-layer embedding tensors. What it cannot say
/// (expert widths, tying, norms, the inside of state-space layers) is not invented: the declared
/// total is kept and the rest stands in one row, `unattributed`.
final class OriginalSchema {
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000L);

    private final MapNode yaml;
    private final List<String> notes = new ArrayList<>();

    private OriginalSchema(MapNode yaml) {
        this.yaml = yaml;
    }

    /// Whether a document is of this schema.
    static boolean recognises(MapNode yaml) {
        return !yaml.mentions("config") && !yaml.mentions("model_type");
    }

    static Model model(MapNode yaml) {
        return new OriginalSchema(yaml).read();
    }

    private Model read() {
        refuseMisspeltFields();
        var name = yaml.text("name");
        var family = yaml.text("family");
        long declared = billions("param_count_b");
        long active = yaml.has("active_param_count_b") ? billions("active_param_count_b") : 0;
        warnOfUnknownFields();
        var tensors = new ArrayList<Tensor>();
        var layers = new ArrayList<Layer>();
        long attributed = describe(tensors, layers);
        if (declared > attributed) {
            tensors.add(
                    new Tensor(
                            "unattributed", List.of(declared - attributed), Role.OTHER, -1, null));
            notes.add(
                    "%,d of %,d declared parameters are not described by the schema"
                            .formatted(declared - attributed, declared));
        } else if (declared < attributed) {
            notes.add(
                    "param_count_b declares %,d parameters, the geometry holds %,d: the geometry is counted"
                            .formatted(declared, attributed));
        }
        long total = Math.max(declared, attributed);
        var facts =
                new Model.Facts(
                        name,
                        family,
                        Origin.YAML,
                        Layout.LIBRARY,
                        true,
                        natural("max_context_tokens", 128_000),
                        active > 0 && active < total ? total - active : 0,
                        encoders(),
                        yaml.place().file() + ", schema of dhurandhar 0.1",
                        Confidence.LOW,
                        notes,
                        List.of());
        return new Model(facts, tensors, layers, () -> OriginalGguf.layout(yaml, tensors, layers));
    }

    /// Lists what the schema fixes.
    ///
    /// @return the values of all tensors
    private long describe(List<Tensor> tensors, List<Layer> layers) {
        long sum = 0;
        try {
            blocks(tensors, layers);
            embeddings(tensors);
            for (var tensor : tensors) {
                sum = Math.addExact(sum, tensor.elements());
            }
        } catch (ArithmeticException e) {
            throw tooLarge();
        }
        if (sum > Inventory.MAX_PARAMETERS) {
            throw tooLarge();
        }
        return sum;
    }

    /// Names the largest size of a geometry that is too large.
    private DhurandharException tooLarge() {
        var largest = "hidden_size";
        for (var field : OriginalFields.SIZES) {
            if (yaml.integer(field, 0) > yaml.integer(largest, 0)) {
                largest = field;
            }
        }
        return outOfRange(
                largest,
                yaml.integer(largest, 0),
                "sizes whose tensors hold at most 1000000 billion parameters");
    }

    private void blocks(List<Tensor> tensors, List<Layer> layers) {
        long count = positive("num_hidden_layers");
        if (count > Frame.MAX_LAYERS) {
            throw outOfRange("num_hidden_layers", count, "at most " + Frame.MAX_LAYERS + " layers");
        }
        long hidden = positive("hidden_size");
        long width = positive("intermediate_size");
        long heads = positive("num_attention_heads");
        long kvHeads = positive("num_key_value_heads");
        long dim = positive("head_dim");
        if (heads % kvHeads != 0) {
            throw outOfRange(
                    "num_key_value_heads", kvHeads, "a divisor of num_attention_heads, " + heads);
        }
        if (count * kvHeads > Inventory.MAX_WIDTH / 2 / dim) {
            throw outOfRange(
                    kvHeads > dim ? "num_key_value_heads" : "head_dim",
                    Math.max(kvHeads, dim),
                    "at most " + Inventory.MAX_WIDTH / 2 + " key values a token in all layers");
        }
        long ratio = natural("local_to_global_ratio", 0);
        long window = natural("sliding_window", 0);
        long shared = natural("shared_kv_last_n_layers", 0);
        if (shared > count) {
            throw outOfRange(
                    "shared_kv_last_n_layers", shared, "at most num_hidden_layers, " + count);
        }
        boolean moe = yaml.flag("is_moe", false);
        boolean mamba = yaml.flag("has_mamba", false);
        long states = mamba ? natural("mamba_num_layers", 0) : 0;
        long attention = positive("num_attention_layers");
        if (attention > count || states > count) {
            throw outOfRange(
                    "num_attention_layers", attention, "at most num_hidden_layers, " + count);
        }
        if (moe) {
            notes.add("expert widths are not in the schema: experts are in the unattributed row");
        }
        if (mamba) {
            notes.add(
                    "which layers hold a state is not in the schema: the first "
                            + states
                            + " are taken");
        }
        for (int i = 0; i < count; i++) {
            boolean state = mamba && i < states;
            boolean attends = !mamba || i >= count - attention;
            boolean reuses = i >= count - shared;
            if (attends) {
                var prefix = "layers." + i + ".";
                tensors.add(matrix(prefix + "q_proj", i, Role.ATTENTION, heads * dim, hidden));
                if (!reuses) {
                    tensors.add(
                            matrix(prefix + "k_proj", i, Role.ATTENTION, kvHeads * dim, hidden));
                    tensors.add(
                            matrix(prefix + "v_proj", i, Role.ATTENTION, kvHeads * dim, hidden));
                }
                tensors.add(matrix(prefix + "o_proj", i, Role.ATTENTION, hidden, heads * dim));
            }
            if (!moe && !mamba) {
                var prefix = "layers." + i + ".";
                tensors.add(matrix(prefix + "gate_proj", i, Role.FFN, width, hidden));
                tensors.add(matrix(prefix + "up_proj", i, Role.FFN, width, hidden));
                tensors.add(matrix(prefix + "down_proj", i, Role.FFN, hidden, width));
            }
            boolean global =
                    ratio == 0 || window == 0 || (i + 1) % (ratio + 1) == 0 || i == count - 1;
            layers.add(
                    layer(
                            layers,
                            attends,
                            reuses,
                            state,
                            global ? 0 : (int) window,
                            (int) kvHeads,
                            (int) dim));
        }
    }

    private Layer layer(
            List<Layer> earlier,
            boolean attends,
            boolean reuses,
            boolean state,
            int window,
            int kvHeads,
            int dim) {
        var rows = new Layer.Heads(kvHeads, dim);
        var kept = new Layer.State(0, state ? natural("mamba_state_dim", 0) : 0);
        if (!attends) {
            return state ? new Layer.Recurrent(kept) : new Layer.Stateless();
        }
        if (reuses) {
            return new Layer.Shared(source(earlier, window > 0));
        }
        if (state) {
            return new Layer.Hybrid(rows, rows, window, kept);
        }
        return window > 0
                ? new Layer.Sliding(rows, rows, window, false)
                : new Layer.Full(rows, rows);
    }

    private static int source(List<Layer> earlier, boolean sliding) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            if (sliding
                    ? earlier.get(i) instanceof Layer.Sliding
                    : earlier.get(i) instanceof Layer.Full) {
                return i;
            }
        }
        return 0;
    }

    private void embeddings(List<Tensor> tensors) {
        long vocabulary = positive("vocab_size");
        long hidden = positive("hidden_size");
        tensors.add(matrix("embed_tokens", -1, Role.TOKEN_EMBEDDING, vocabulary, hidden));
        if (yaml.flag("has_ple", false)) {
            long width = positive("num_hidden_layers") * positive("ple_hidden_size");
            tensors.add(
                    matrix(
                            "embed_tokens_per_layer",
                            -1,
                            Role.PLE_TABLE,
                            positive("ple_vocab_size"),
                            width));
            tensors.add(matrix("per_layer_projection", -1, Role.PLE_PROJECTION, width, hidden));
        }
    }

    private List<EncoderFacts> encoders() {
        var found = new ArrayList<EncoderFacts>();
        for (var kind : Encoder.values()) {
            var field = kind.word() + "_encoder_mb";
            double mebibytes = yaml.real(field, 0);
            if (mebibytes < 0 || mebibytes > 1e9 || Double.isNaN(mebibytes)) {
                throw outOfRange(field, (long) mebibytes, "a size in MiB from 0 up");
            }
            if (mebibytes > 0) {
                long parameters = Math.round(mebibytes * 1048576 / 2);
                found.add(
                        new EncoderFacts(
                                kind,
                                parameters,
                                field + " at 2 bytes a parameter",
                                Confidence.LOW));
            }
        }
        return found;
    }

    /// An unknown field beside a missing one that it resembles is that one, misspelt.
    private void refuseMisspeltFields() {
        var missing = OriginalFields.REQUIRED.stream().filter(f -> !yaml.mentions(f)).toList();
        for (var key : yaml.keys()) {
            if (!OriginalFields.ALL.contains(key)
                    && !DhurandharException.closest(key, missing).isEmpty()) {
                throw yaml.unknown(key, missing, ModelYaml.HELP);
            }
        }
    }

    private void warnOfUnknownFields() {
        for (var key : yaml.keys()) {
            if (!OriginalFields.ALL.contains(key)) {
                notes.add(yaml.placeOf(key) + "  unknown field \"" + key + "\" is not used");
            }
        }
    }

    private static Tensor matrix(String name, int layer, Role role, long rows, long columns) {
        return new Tensor(name + ".weight", List.of(rows, columns), role, layer, null);
    }

    private long billions(String field) {
        @Nullable String text = yaml.text(field);
        try {
            var count = new BigDecimal(text.strip()).multiply(BILLION);
            var most = BigDecimal.valueOf(Inventory.MAX_PARAMETERS);
            if (count.signum() < 0 || count.compareTo(most) > 0) {
                throw outOfRange(field, text, "billions of parameters, from 0 to 1000000");
            }
            return count.longValue();
        } catch (NumberFormatException e) {
            throw outOfRange(field, text, "billions of parameters, such as 3.8");
        }
    }

    private long positive(String field) {
        long value = yaml.integer(field);
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw outOfRange(field, value, "a whole number from 1 up");
        }
        return value;
    }

    private long natural(String field, long fallback) {
        long value = yaml.integer(field, fallback);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw outOfRange(field, value, "a whole number from 0 up");
        }
        return value;
    }

    private DhurandharException outOfRange(String field, Object seen, String expected) {
        return DhurandharException.because(
                        "InvalidProfile", yaml.placeOf(field) + "  " + field + ": " + seen)
                .expected(expected)
                .fix("correct \"" + field + "\" in " + yaml.place().file());
    }
}
