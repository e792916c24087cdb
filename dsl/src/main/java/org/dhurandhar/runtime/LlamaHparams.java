package org.dhurandhar.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.Tensor;
import org.jspecify.annotations.Nullable;

/// A model's hyperparameters as llama.cpp reads them: per layer, with the runtime's own defaults
/// and the rules it keeps in code (llama-hparams.cpp, load_arch_hparams of each architecture).
final class LlamaHparams {
    private static final int GEMMA3N_LAYERS_WITH_KV = 20;

    final GgufLayout model;
    final String architecture;

    /// Blocks that the main graph runs; prediction blocks for later tokens come after them.
    final int layers;

    final long width;
    final long vocabulary;
    final long trainedContext;
    final long experts;
    final SlidingWindows windows;

    private final Map<String, Tensor> tensors;
    private final long[] heads;
    private final long[] kvHeads;
    private final long[] headK;
    private final long[] headV;
    private final boolean[] recurrent;
    private final int layersWithCache;
    private final long widestInput;

    LlamaHparams(GgufLayout model) {
        this.model = model;
        architecture = model.architecture();
        int all = (int) model.integer("block_count", 0);
        layers = (int) Math.max(0, all - model.integer("nextn_predict_layers", 0));
        width = model.integer("embedding_length", 0);
        trainedContext = model.integer("context_length", 0);
        experts = model.integer("expert_count", 0);
        tensors = HashMap.newHashMap(model.tensors().size());
        long widest = 0;
        for (var tensor : model.tensors()) {
            tensors.put(tensor.name(), tensor);
            if (tensor.shape().size() == 2 && tensor.name().startsWith("blk.")) {
                widest = Math.max(widest, tensor.shape().getFirst());
            }
        }
        widestInput = widest;
        var embedding = tensors.get("token_embd.weight");
        vocabulary =
                embedding != null && embedding.shape().size() == 2
                        ? embedding.shape().get(1)
                        : model.integer("vocab_size", 0);
        heads = perLayer("attention.head_count", null);
        kvHeads = perLayer("attention.head_count_kv", heads);
        recurrent = new boolean[layers];
        for (int layer = 0; layer < layers; layer++) {
            recurrent[layer] = isRecurrent(layer);
        }
        windows = SlidingWindows.of(model, layers, recurrent);
        headK = headSizes("attention.key_length");
        headV = headSizes("attention.value_length");
        layersWithCache =
                switch (architecture) {
                    case "gemma3n" -> GEMMA3N_LAYERS_WITH_KV;
                    case "gemma4", "generic" ->
                            all - (int) model.integer("attention.shared_kv_layers", 0);
                    default -> all;
                };
    }

    private boolean isRecurrent(int layer) {
        return switch (architecture) {
            case "mamba", "mamba2", "falcon-h1" -> true;
            case "jamba", "granitehybrid", "lfm2", "lfm2moe", "kimi-linear", "plamo2" ->
                    kvHeads(layer) == 0;
            case "nemotron_h", "nemotron_h_moe" -> kvHeads(layer) == 0 && feedForward(layer) == 0;
            case "qwen3next", "qwen35", "qwen35moe" ->
                    model.get("attention.recurrent_layers") instanceof List<?>
                            ? model.perLayer("attention.recurrent_layers", layer, 0) != 0
                            : (layer + 1) % model.integer("full_attention_interval", 4) != 0;
            case "generic" -> model.perLayer("state_layers", layer, 0) != 0;
            default -> false;
        };
    }

    /// Whether the layer keeps a recurrent or convolution state.
    boolean recurrent(int layer) {
        return recurrent[layer];
    }

    int recurrentLayers() {
        int count = 0;
        for (boolean layer : recurrent) {
            count += layer ? 1 : 0;
        }
        return count;
    }

    /// Whether the layer attends to cached tokens.
    boolean attends(int layer) {
        return switch (architecture) {
            case "mamba", "mamba2" -> false;
            case "falcon-h1" -> true;
            case "generic" -> kvHeads(layer) > 0;
            case "nemotron_h", "nemotron_h_moe" -> !recurrent[layer] && feedForward(layer) == 0;
            default -> !recurrent[layer];
        };
    }

    /// Whether the layer has a cache of its own; later layers read an earlier one's.
    boolean ownsCache(int layer) {
        return attends(layer) && layer < layersWithCache;
    }

    boolean sliding(int layer) {
        return windows.sliding(layer);
    }

    boolean multiLatent() {
        return model.integer("attention.key_length_mla", 0) > 0
                && model.integer("attention.value_length_mla", 0) > 0;
    }

    private long[] perLayer(String key, long @Nullable [] fallback) {
        if (fallback != null && model.get(key) == null) {
            return fallback;
        }
        var values = new long[layers];
        for (int layer = 0; layer < layers; layer++) {
            values[layer] = model.perLayer(key, layer, 0);
        }
        return values;
    }

    private long[] headSizes(String key) {
        long first = heads(0);
        long full = model.integer(key, first == 0 ? 0 : width / first);
        long narrow = windows.any() ? model.integer(key + "_swa", full) : full;
        var sizes = new long[layers];
        for (int layer = 0; layer < layers; layer++) {
            sizes[layer] = windows.sliding(layer) ? narrow : full;
        }
        return sizes;
    }

    long heads(int layer) {
        return layer < layers ? heads[layer] : 0;
    }

    long kvHeads(int layer) {
        return kvHeads[layer];
    }

    long feedForward(int layer) {
        return model.perLayer("feed_forward_length", layer, 0);
    }

    long usedExperts(int layer) {
        return model.perLayer("expert_used_count", layer, 0);
    }

    /// Values of one key head; sliding layers may have their own size.
    long headK(int layer) {
        return layer < layers ? headK[layer] : 0;
    }

    long headV(int layer) {
        return layer < layers ? headV[layer] : 0;
    }

    long keyRow(int layer) {
        return Math.multiplyExact(headK(layer), kvHeads(layer));
    }

    long valueRow(int layer) {
        return Math.multiplyExact(headV(layer), kvHeads(layer));
    }

    long widestValueRow() {
        long widest = 0;
        for (int layer = 0; layer < layers; layer++) {
            widest = Math.max(widest, valueRow(layer));
        }
        return widest;
    }

    long convolutionKernel() {
        return model.integer("ssm.conv_kernel", 0);
    }

    long innerWidth() {
        return model.integer("ssm.inner_size", 0);
    }

    long stateSize() {
        return model.integer("ssm.state_size", 0);
    }

    long groups() {
        return model.integer("ssm.group_count", 0);
    }

    long timeSteps() {
        return model.integer("ssm.time_step_rank", 0);
    }

    long shortConvolution() {
        return model.integer("shortconv.l_cache", 0);
    }

    long kdaHead() {
        return model.integer("kda.head_dim", 0);
    }

    /// Floats of convolution window that one layer keeps for a sequence (`n_embd_r`).
    long windowState() {
        if (shortConvolution() > 0) {
            return width * (shortConvolution() - 1);
        }
        long taps = Math.max(0, convolutionKernel() - 1);
        if (kdaHead() > 0) {
            long rows = 3 * (convolutionKernel() > 0 ? taps : 3);
            return Math.multiplyExact(rows, heads(0) * kdaHead());
        }
        long grouped = Math.multiplyExact(2 * groups(), stateSize());
        return Math.multiplyExact(taps, Math.addExact(innerWidth(), grouped));
    }

    /// Floats of recurrent state that one layer keeps for a sequence (`n_embd_s`).
    long recurrentState() {
        if (architecture.equals("generic")) {
            return model.integer("state_elements", 0);
        }
        return kdaHead() > 0
                ? Math.multiplyExact(kdaHead() * kdaHead(), heads(0))
                : stateSize() * innerWidth();
    }

    double real(String key, double fallback) {
        return model.get(key) instanceof Number n ? n.doubleValue() : fallback;
    }

    boolean flag(String key, boolean fallback) {
        return model.get(key) instanceof Boolean b ? b : fallback;
    }

    @Nullable Tensor tensor(String name) {
        return tensors.get(name);
    }

    /// Values of a row of the widest matrix in the blocks.
    long widestInput() {
        return widestInput;
    }

    int tensorCount() {
        return tensors.size();
    }
}
