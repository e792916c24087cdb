package org.dhurandhar.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Recurrent and convolution state of a GGUF model's blocks, convolution windows kernel size wide.
final class GgufStates {
    private final GgufLayout model;
    private final String architecture;

    GgufStates(GgufLayout model) {
        this.model = model;
        architecture = model.architecture();
    }

    /// Whether the block keeps a state.
    boolean has(int layer) {
        return switch (architecture) {
            case "mamba", "mamba2", "falcon-h1" -> true;
            case "jamba", "granitehybrid", "lfm2", "lfm2moe", "kimi-linear" -> keyHeads(layer) == 0;
            case "nemotron_h", "nemotron_h_moe" ->
                    keyHeads(layer) == 0 && model.perLayer("feed_forward_length", layer, 0) == 0;
            case "qwen3next", "qwen35", "qwen35moe" ->
                    model.get("attention.recurrent_layers") instanceof List<?>
                            ? model.perLayer("attention.recurrent_layers", layer, 0) != 0
                            : (layer + 1) % interval() != 0;
            default -> false;
        };
    }

    /// Values of the state of one such block.
    Layer.State state() {
        if (architecture.startsWith("lfm2")) {
            return new Layer.State(width() * model.integer("shortconv.l_cache", 0), 0);
        }
        long kernel = model.integer("ssm.conv_kernel", 0);
        long kda = model.integer("kda.head_dim", 0);
        if (kda > 0) {
            long heads = kdaHeads(kda);
            return new Layer.State(3 * heads * kda * kernel, heads * kda * kda);
        }
        long inner = model.integer("ssm.inner_size", 0);
        long size = model.integer("ssm.state_size", 0);
        long groups = model.integer("ssm.group_count", 0);
        long channels = inner + 2 * groups * size;
        return new Layer.State(channels * kernel, inner * size);
    }

    private long kdaHeads(long kda) {
        long channels = GgufShapes.first(model.tensors(), "ssm_dt.bias", 0);
        return channels > 0 ? channels / kda : model.integer("attention.head_count", 0);
    }

    private long keyHeads(int layer) {
        @Nullable Object given = model.get("attention.head_count_kv");
        return given == null ? 1 : model.perLayer("attention.head_count_kv", layer, 0);
    }

    private long interval() {
        return Math.max(1, model.integer("full_attention_interval", 4));
    }

    private long width() {
        return model.integer("embedding_length", 0);
    }
}
