package org.dhurandhar.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.dhurandhar.Dhurandhar;
import org.dhurandhar.DhurandharException;
import org.dhurandhar.memory.Footprint;

/// Small GGUF files of many kinds of blocks, with values that fit nowhere.
final class HostileGguf {
    private static final Object[] ODD = {
        0,
        1,
        3,
        -1,
        -1_000_000_000,
        Integer.MAX_VALUE,
        1 << 20,
        1 << 30,
        513,
        1L << 31,
        1L << 32,
        1L << 60,
        Long.MAX_VALUE,
        -1L,
        0.5,
        1e30,
        -2.5,
        Double.NaN,
        true,
        "x",
        new int[0],
        new int[] {2, 2_000_000_000},
        new int[] {0, 0, 0},
        new int[] {-1, 4},
        new int[] {1 << 20, 1 << 20, 1 << 20},
        new float[] {1e30f, 2},
        new boolean[] {true, false, true}
    };

    private HostileGguf() {}

    /// One sound file of each kind.
    static List<byte[]> samples() {
        var samples = new ArrayList<byte[]>();
        samples.add(GgufFileTest.small().toArray());
        for (int kind = 0; kind < KINDS; kind++) {
            samples.add(writer(kind, metadata(kind), 1).toArray());
        }
        return samples;
    }

    /// A file with one to four hyperparameters replaced.
    static byte[] odd(RandomGenerator random) {
        int kind = random.nextInt(KINDS);
        var metadata = metadata(kind);
        var keys = new ArrayList<>(metadata.keySet());
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            var key = keys.get(random.nextInt(keys.size()));
            if (random.nextInt(8) == 0) {
                metadata.remove(key);
            } else {
                metadata.put(key, ODD[random.nextInt(ODD.length)]);
            }
        }
        return writer(kind, metadata, 1).toArray();
    }

    /// Files whose numbers ask for endless work or memory, by what is absurd in them.
    static Map<String, byte[]> absurd() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("nextn", with(0, "llama.nextn_predict_layers", new int[] {-1_000_000_000}));
        files.put("experts", with(0, "llama.expert_used_count", new int[] {2, 2_000_000_000}));
        files.put("key-length", with(0, "llama.attention.key_length", 1L << 60));
        files.put("window", with(1, "gemma3.attention.sliding_window", Long.MAX_VALUE));
        var wide = metadata(0);
        wide.put("llama.attention.head_count_kv", 1 << 20);
        wide.put("llama.attention.key_length", 1 << 22);
        wide.put("llama.attention.value_length", 1 << 22);
        files.put("heads", writer(0, wide, 1).toArray());
        var open = metadata(0);
        open.remove("llama.block_count");
        files.put("deep", writer(0, open, 999_999).toArray());
        var shared = metadata(5);
        shared.remove("gemma4.block_count");
        shared.put("gemma4.attention.shared_kv_layers", 2_048);
        files.put("shared", writer(5, shared, 4_096).toArray());
        return files;
    }

    private static byte[] with(int kind, String key, Object value) {
        var metadata = metadata(kind);
        metadata.put(key, value);
        return writer(kind, metadata, 1).toArray();
    }

    /// All that a command does with a file; what the runtime does not load is read all the same.
    ///
    /// @return whether the runtime would load it
    static boolean read(Path path) {
        var model = Models.read(path);
        for (var layer : model.layers()) {
            layer.kind();
        }
        var workload = Dhurandhar.model(model);
        try {
            check(workload.footprint());
            check(workload.quant("Q2_K").footprint());
            return true;
        } catch (DhurandharException e) {
            if (!e.kind().equals("Refused") || e.getMessage().lines().count() != 3) {
                throw e;
            }
            return false;
        }
    }

    private static void check(Footprint footprint) {
        footprint.json();
        for (var row : footprint.components()) {
            if (row.bytes() < 0) {
                throw new AssertionError(row);
            }
        }
    }

    private static final String[] ARCHITECTURES = {
        "llama", "gemma3", "mamba2", "deepseek2", "lfm2", "gemma4", "qwen3next", "gpt-oss"
    };
    private static final int KINDS = ARCHITECTURES.length;

    private static Map<String, Object> metadata(int kind) {
        var name = ARCHITECTURES[kind];
        var values = new LinkedHashMap<String, Object>();
        values.put("general.architecture", name);
        values.put("block_count", 2);
        values.put("context_length", 4096);
        values.put("embedding_length", 256);
        values.put("feed_forward_length", new int[] {256, 256});
        values.put("attention.head_count", 4);
        values.put("attention.head_count_kv", new int[] {2, name.equals("lfm2") ? 0 : 2});
        values.put("attention.key_length", 64L);
        values.put("attention.value_length", 64);
        values.put("vocab_size", 512);
        switch (name) {
            case "llama", "gpt-oss" -> {
                values.put("expert_count", 4);
                values.put("expert_used_count", new int[] {2, 1});
                values.put("expert_feed_forward_length", 256);
                values.put("expert_group_count", 2);
                values.put("expert_group_used_count", 1);
                values.put("nextn_predict_layers", 0);
                values.put("attention.sliding_window", 128);
            }
            case "gemma3", "gemma4" -> {
                values.put("attention.sliding_window", 512);
                values.put("attention.sliding_window_pattern", new boolean[] {true, false});
                values.put("attention.key_length_swa", 32);
                values.put("attention.shared_kv_layers", 1.0);
                values.put("embedding_length_per_layer_input", 32);
            }
            case "mamba2", "qwen3next" -> {
                values.put("ssm.conv_kernel", 4);
                values.put("ssm.inner_size", 512);
                values.put("ssm.state_size", 64);
                values.put("ssm.group_count", 2);
                values.put("ssm.time_step_rank", 8);
                values.put("full_attention_interval", 2);
            }
            case "deepseek2" -> {
                values.put("attention.kv_lora_rank", 64);
                values.put("attention.q_lora_rank", 64);
                values.put("attention.key_length_mla", 96);
                values.put("attention.value_length_mla", 64);
                values.put("rope.dimension_count", 32);
            }
            default -> values.put("shortconv.l_cache", 3);
        }
        var prefixed = new LinkedHashMap<String, Object>();
        values.forEach((key, value) ->
                prefixed.put(key.startsWith("general") ? key : name + "." + key, value));
        return prefixed;
    }

    /// @param last number that the second block stands under
    private static GgufWriter writer(int kind, Map<String, Object> metadata, int last) {
        var writer = new GgufWriter();
        metadata.forEach(writer::put);
        writer.tensor("token_embd.weight", WeightFormat.Q8_0, 256, 512);
        writer.constant("output_norm.weight", 1, 256);
        for (int layer : new int[] {0, last}) {
            block(writer, ARCHITECTURES[kind], "blk." + layer + ".", layer == 0);
        }
        return writer;
    }

    private static void block(GgufWriter writer, String architecture, String block, boolean first) {
        writer.constant(block + "attn_norm.weight", 1, 256);
        boolean mixes =
                switch (architecture) {
                    case "mamba2" -> true;
                    case "qwen3next", "lfm2" -> first == architecture.equals("qwen3next");
                    default -> false;
                };
        if (mixes && architecture.equals("lfm2")) {
            writer.constant(block + "shortconv.conv.weight", 1, 3, 256);
            writer.tensor(block + "shortconv.in_proj.weight", WeightFormat.Q8_0, 256, 768);
        } else if (mixes) {
            writer.constant(block + "ssm_a", 1, 1, 8);
            writer.constant(block + "ssm_conv1d.weight", 1, 4, 768);
            writer.tensor(block + "ssm_in.weight", WeightFormat.Q8_0, 256, 1_288);
            writer.tensor(block + "ssm_out.weight", WeightFormat.Q8_0, 512, 256);
            return;
        }
        writer.tensor(block + "attn_q.weight", WeightFormat.Q8_0, 256, 256);
        if (architecture.equals("deepseek2")) {
            writer.tensor(block + "attn_kv_a_mqa.weight", WeightFormat.Q8_0, 256, 96);
            writer.tensor(block + "attn_kv_b.weight", WeightFormat.Q8_0, 64, 512);
        } else {
            writer.tensor(block + "attn_k.weight", WeightFormat.Q8_0, 256, 128);
            writer.tensor(block + "attn_v.weight", WeightFormat.Q8_0, 256, 128);
        }
        writer.tensor(block + "attn_output.weight", WeightFormat.Q8_0, 256, 256);
        if (architecture.equals("llama") || architecture.equals("gpt-oss")) {
            writer.constant(block + "ffn_gate_inp.weight", 1, 256, 4);
            for (var part : List.of("gate", "up", "down")) {
                writer.tensor(block + "ffn_" + part + "_exps.weight", WeightFormat.Q4_0, 256, 8, 4);
            }
        } else {
            for (var part : List.of("gate", "up", "down")) {
                writer.tensor(block + "ffn_" + part + ".weight", WeightFormat.Q4_0, 256, 256);
            }
        }
    }
}
