package org.dhurandhar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dhurandhar.DhurandharException;

/// Tensors of an F16 file: renamed, split, joined and reshaped from those of the reference library.
final class GgufTensors {
    private static final Set<String> GROUPED_STATE =
            Set.of("mamba2", "granitehybrid", "falcon-h1", "nemotron_h", "nemotron_h_moe");
    private static final Set<String> EXPERTS_TRANSPOSED = Set.of("llama4", "gpt-oss");
    private static final Set<String> MATRICES_IN_F32 =
            Set.of(
                    "ffn_gate_inp.weight",
                    "ffn_gate_inp_shexp.weight",
                    "position_embd.weight",
                    "ssm_conv1d.weight",
                    "ssm_conv1d_q.weight",
                    "ssm_conv1d_k.weight",
                    "ssm_conv1d_v.weight",
                    "shortconv.conv.weight",
                    "altup_correct_coef.weight",
                    "altup_predict_coef.weight");

    private final String architecture;
    private final Config config;
    private final List<Tensor> out = new ArrayList<>();
    private final boolean packedExperts;
    private int altupProjections;
    private int altupUnembeddings;

    GgufTensors(String architecture, Config config) {
        this.architecture = architecture;
        this.config = config;
        var quantised = config.map("quantization_config");
        packedExperts =
                architecture.equals("gpt-oss")
                        && quantised != null
                        && quantised.text("quant_method", "").equals("mxfp4");
    }

    List<Tensor> of(List<Tensor> library) {
        for (var tensor : library) {
            if (tensor.role() != Role.VISION && tensor.role() != Role.AUDIO) {
                convert(tensor);
            }
        }
        stack("altup_proj.weight", altupProjections);
        stack("altup_unembd_proj.weight", altupUnembeddings);
        GgufExtras.add(architecture, config, out);
        return out;
    }

    /// A tensor of an F16 file; `inner` is its name without `blk.N.`.
    static Tensor tensor(String inner, int layer, List<Long> shape) {
        var name = layer < 0 ? inner : "blk." + layer + "." + inner;
        return new Tensor(name, shape, GgufNames.role(name), layer, format(inner, shape.size()));
    }

    private static WeightFormat format(String inner, int dimensions) {
        boolean half =
                dimensions > 1
                        && inner.endsWith(".weight")
                        && !inner.endsWith("_norm.weight")
                        && !MATRICES_IN_F32.contains(inner);
        return half ? WeightFormat.F16 : WeightFormat.F32;
    }

    private void convert(Tensor tensor) {
        int layer = tensor.layer();
        if (layer < 0) {
            outside(tensor);
            return;
        }
        var marker = "." + layer + ".";
        int at = tensor.name().indexOf(marker);
        var inner = GgufRenames.shorten(tensor.name().substring(at + marker.length()));
        if (dropped(inner) || split(tensor, inner) || joined(tensor, inner)) {
            return;
        }
        var name = GgufRenames.inside(architecture, inner);
        if (name == null) {
            throw unplaced(tensor);
        }
        emit(tensor, name, reshaped(name, tensor.shape()));
    }

    private void outside(Tensor tensor) {
        var name = tensor.name();
        if (name.contains("altup_projections.")) {
            altupProjections++;
        } else if (name.contains("altup_unembed_projections.")) {
            altupUnembeddings++;
        } else if (!headIsDropped(name)) {
            var renamed = GgufRenames.outside(name);
            if (renamed == null) {
                throw unplaced(tensor);
            }
            emit(tensor, renamed, padded(renamed, reversed(tensor.shape())));
        }
    }

    private boolean headIsDropped(String name) {
        return name.startsWith("lm_head.")
                && (architecture.equals("gemma") || architecture.equals("gemma2"));
    }

    private boolean dropped(String inner) {
        return inner.endsWith("rotary_emb.inv_freq")
                || inner.contains(".act_fn.")
                || (architecture.equals("cohere2") && inner.endsWith(".bias"));
    }

    private boolean hasExperts() {
        return !architecture.startsWith("granite") || config.sizeOr(0, "num_local_experts") > 0;
    }

    /// One tensor of the library that becomes several, or stacked experts.
    private boolean split(Tensor tensor, String inner) {
        var shape = reversed(tensor.shape());
        boolean transposed = EXPERTS_TRANSPOSED.contains(architecture);
        switch (inner.substring(inner.indexOf('.') + 1)) {
            case "experts.gate_up_proj", "gate_up_proj" -> {
                if (tensor.shape().size() != 3) {
                    return false;
                }
                var rows = transposed ? List.of(shape.get(1), shape.get(0), shape.get(2)) : shape;
                if (architecture.equals("gemma4")) {
                    emit(tensor, "ffn_gate_up_exps.weight", rows);
                } else {
                    halves(tensor, "ffn_gate_exps.weight", "ffn_up_exps.weight", rows);
                }
            }
            case "experts.down_proj", "down_proj" -> {
                if (tensor.shape().size() != 3) {
                    return false;
                }
                var rows = transposed ? List.of(shape.get(1), shape.get(0), shape.get(2)) : shape;
                emit(tensor, "ffn_down_exps.weight", rows);
            }
            case "experts.up_proj" -> emit(tensor, "ffn_up_exps.weight", shape);
            case "experts.gate_up_proj_bias" -> {
                var half = List.of(shape.get(0) / 2, shape.get(1));
                emit(tensor, "ffn_gate_exps.bias", half);
                emit(tensor, "ffn_up_exps.bias", half);
            }
            case "experts.down_proj_bias" -> emit(tensor, "ffn_down_exps.bias", shape);
            case "input_linear.weight" -> {
                var kind = hasExperts() ? "_shexp.weight" : ".weight";
                halves(tensor, "ffn_gate" + kind, "ffn_up" + kind, shape);
            }
            case "output_linear.weight" ->
                    emit(tensor, hasExperts() ? "ffn_down_shexp.weight" : "ffn_down.weight", shape);
            case "in_proj_qkvz.weight" -> {
                long z = product("linear_num_value_heads", "linear_value_head_dim");
                emit(tensor, "attn_qkv.weight", List.of(shape.get(0), shape.get(1) - z));
                emit(tensor, "attn_gate.weight", List.of(shape.get(0), z));
            }
            case "kv_b_proj.weight" -> {
                if (architecture.equals("minicpm3")) {
                    return false;
                }
                long heads = config.size("num_attention_heads");
                long k = config.size("qk_nope_head_dim");
                emit(tensor, "attn_k_b.weight", List.of(k, shape.get(0), heads));
                long v = config.size("v_head_dim");
                emit(tensor, "attn_v_b.weight", List.of(shape.get(0), v, heads));
            }
            case "conv1d.weight" -> {
                if (!architecture.equals("kimi-linear")) {
                    return false;
                }
                var third = List.of(shape.get(0), 1L, shape.get(2) / 3, 1L);
                emit(tensor, "ssm_conv1d_q.weight", third);
                emit(tensor, "ssm_conv1d_k.weight", third);
                emit(tensor, "ssm_conv1d_v.weight", third);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Norms of single heads (StableLM) become the rows of one tensor.
    private boolean joined(Tensor tensor, String inner) {
        if (!inner.contains("_layernorm.norms.")) {
            return false;
        }
        if (inner.endsWith(".norms.0.weight")) {
            boolean query = inner.startsWith("attn.q");
            long heads = config.size(query ? "num_attention_heads" : "num_key_value_heads");
            var shape = List.of(tensor.shape().getFirst(), heads);
            emit(tensor, query ? "attn_q_norm.weight" : "attn_k_norm.weight", shape);
        }
        return true;
    }

    private void halves(Tensor tensor, String first, String second, List<Long> shape) {
        var half = new ArrayList<>(shape);
        half.set(1, shape.get(1) / 2);
        emit(tensor, first, half);
        emit(tensor, second, half);
    }

    private long product(String first, String second) {
        return (long) config.size(first) * config.size(second);
    }

    private List<Long> reshaped(String name, List<Long> rowsFirst) {
        var shape = reversed(rowsFirst);
        if (architecture.equals("gpt2") && shape.size() == 2) {
            return rowsFirst;
        }
        if (shape.size() == 3
                && (name.startsWith("ssm_conv1d") || name.equals("shortconv.conv.weight"))) {
            return List.of(shape.get(0), shape.get(2));
        }
        if (name.equals("exp_probs_b.bias")) {
            return List.of(shape.get(0));
        }
        if (GROUPED_STATE.contains(architecture)) {
            long width = shape.getFirst();
            if (name.equals("ssm_a") || name.equals("ssm_d")) {
                return List.of(1L, width);
            }
            if (name.equals("ssm_norm.weight")) {
                long groups = config.sizeOr(1, "n_groups", "mamba_n_groups");
                return List.of(width / groups, groups);
            }
        }
        return shape;
    }

    /// Gemma 3n: per-layer embeddings are padded to the rows of the token embedding.
    private List<Long> padded(String name, List<Long> shape) {
        if (architecture.equals("gemma3n") && name.equals("per_layer_token_embd.weight")) {
            return List.of(shape.get(0), Math.max(shape.get(1), config.size("vocab_size")));
        }
        return shape;
    }

    private void stack(String name, int count) {
        if (count > 0) {
            long hidden = config.size("hidden_size");
            out.add(tensor(name, -1, List.of(hidden, hidden, (long) count)));
        }
    }

    private void emit(Tensor from, String inner, List<Long> shape) {
        var made = tensor(inner, from.layer(), shape);
        boolean packed = packedExperts && inner.endsWith("_exps.weight");
        out.add(packed ? made.as(WeightFormat.MXFP4) : made);
    }

    private DhurandharException unplaced(Tensor tensor) {
        return DhurandharException.because(
                        "Unsupported",
                        "tensor \""
                                + tensor.name()
                                + "\" has no place in a "
                                + architecture
                                + " GGUF")
                .expected("the tensors that llama.cpp knows for " + architecture)
                .fix("choose another runtime");
    }

    private static List<Long> reversed(List<Long> shape) {
        return shape.reversed();
    }
}
