package org.dhurandhar.model;

import org.dhurandhar.document.ListNode;
import org.dhurandhar.document.MapNode;

/// Vision encoders and their projectors as the reference library stores them.
final class VisionTowers {
    private static final Role VISION = Role.VISION;

    private VisionTowers() {}

    /// SigLIP (Zhai et al. 2023): patches, learned positions, blocks with biases everywhere, and a
    /// pooling head where `vision_use_head` is on.
    static void siglip(Config c, Inventory into, String scope) {
        long hidden = c.size("hidden_size");
        long patch = c.size("patch_size");
        long side = c.size("image_size") / patch;
        into.outside(scope);
        into.tensor(
                "embeddings.patch_embedding.weight",
                VISION,
                hidden,
                c.size("num_channels"),
                patch,
                patch);
        into.tensor("embeddings.patch_embedding.bias", VISION, hidden);
        into.tensor("embeddings.position_embedding.weight", VISION, side * side, hidden);
        int layers = Frame.layers(c);
        for (int i = 0; i < layers; i++) {
            into.outside(scope + "encoder.layers." + i + ".");
            pair(into, "layer_norm1", hidden);
            for (var name : new String[] {"k_proj", "v_proj", "q_proj", "out_proj"}) {
                into.linear("self_attn." + name, VISION, hidden, hidden, true);
            }
            pair(into, "layer_norm2", hidden);
            siglipMlp(c, into, "mlp.");
        }
        into.outside(scope);
        pair(into, "post_layernorm", hidden);
        if (c.flag("vision_use_head")) {
            into.tensor("head.probe", VISION, 1, 1, hidden);
            into.tensor("head.attention.in_proj_weight", VISION, 3 * hidden, hidden);
            into.tensor("head.attention.in_proj_bias", VISION, 3 * hidden);
            into.linear("head.attention.out_proj", VISION, hidden, hidden, true);
            pair(into, "head.layernorm", hidden);
            siglipMlp(c, into, "head.mlp.");
        }
    }

    /// Gemma 3: a norm and one matrix from the encoder's width to the text model's.
    static void gemmaProjector(Config c, long text, Inventory into) {
        long hidden = c.size("hidden_size");
        into.outside("model.multi_modal_projector.");
        into.tensor("mm_input_projection_weight", VISION, hidden, text);
        into.tensor("mm_soft_emb_norm.weight", VISION, hidden);
    }

    /// Qwen3.5: patches over time, learned positions, blocks with fused projections, and a merger
    /// of neighbouring patches.
    static void qwen(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        long patch = c.size("patch_size");
        long width = c.size("intermediate_size");
        long merge = c.size("spatial_merge_size");
        into.outside("model.visual.");
        into.tensor(
                "patch_embed.proj.weight",
                VISION,
                hidden,
                c.size("in_channels"),
                c.size("temporal_patch_size"),
                patch,
                patch);
        into.tensor("patch_embed.proj.bias", VISION, hidden);
        into.tensor("pos_embed.weight", VISION, c.size("num_position_embeddings"), hidden);
        int layers = Frame.layers(c);
        for (int i = 0; i < layers; i++) {
            into.outside("model.visual.blocks." + i + ".");
            pair(into, "norm1", hidden);
            pair(into, "norm2", hidden);
            into.linear("attn.qkv", VISION, 3 * hidden, hidden, true);
            into.linear("attn.proj", VISION, hidden, hidden, true);
            into.linear("mlp.linear_fc1", VISION, width, hidden, true);
            into.linear("mlp.linear_fc2", VISION, hidden, width, true);
        }
        into.outside("model.visual.merger.");
        pair(into, "norm", hidden);
        long merged = Math.multiplyExact(hidden, merge * merge);
        into.linear("linear_fc1", VISION, merged, merged, true);
        into.linear("linear_fc2", VISION, c.size("out_hidden_size"), merged, true);
    }

    /// Pixtral (Mistral 2024): patches, rotary positions, gated blocks without biases.
    static void pixtral(Config c, Inventory into) {
        long hidden = c.size("hidden_size");
        long patch = c.size("patch_size");
        long width = c.size("intermediate_size");
        var scope = "model.vision_tower.";
        into.outside(scope);
        into.tensor("patch_conv.weight", VISION, hidden, c.size("num_channels"), patch, patch);
        into.tensor("ln_pre.weight", VISION, hidden);
        int layers = Frame.layers(c);
        for (int i = 0; i < layers; i++) {
            into.outside(scope + "transformer.layers." + i + ".");
            into.tensor("attention_norm.weight", VISION, hidden);
            FeedForward.gated(into, "feed_forward.", VISION, hidden, width, false);
            for (var name : new String[] {"k_proj", "v_proj", "q_proj", "o_proj"}) {
                into.linear("attention." + name, VISION, hidden, hidden, false);
            }
            into.tensor("ffn_norm.weight", VISION, hidden);
        }
    }

    /// Mistral 3: a norm, a merger of neighbouring patches, two matrices.
    static void mistralProjector(MapNode wrapper, Config c, long text, Inventory into) {
        long hidden = c.size("hidden_size");
        long merge = wrapper.integer("spatial_merge_size", 2);
        boolean bias = wrapper.flag("multimodal_projector_bias", false);
        var taken = wrapper.get("vision_feature_layer");
        long features = taken instanceof ListNode list ? list.items().size() : 1;
        long merged = Math.multiplyExact(hidden, Math.multiplyExact(merge, merge));
        into.outside("model.multi_modal_projector.");
        into.tensor("norm.weight", VISION, hidden);
        into.linear("patch_merger.merging_layer", VISION, hidden, merged, false);
        into.linear("linear_1", VISION, text, hidden * features, bias);
        into.linear("linear_2", VISION, text, text, bias);
    }

    private static void siglipMlp(Config c, Inventory into, String prefix) {
        long hidden = c.size("hidden_size");
        long width = c.size("intermediate_size");
        into.linear(prefix + "fc1", VISION, width, hidden, true);
        into.linear(prefix + "fc2", VISION, hidden, width, true);
    }

    private static void pair(Inventory into, String name, long width) {
        into.tensor(name + ".weight", VISION, width);
        into.tensor(name + ".bias", VISION, width);
    }
}
