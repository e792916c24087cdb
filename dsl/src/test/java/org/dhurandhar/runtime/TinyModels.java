package org.dhurandhar.runtime;

import static org.dhurandhar.model.WeightFormat.F16;
import static org.dhurandhar.model.WeightFormat.Q4_0;
import static org.dhurandhar.model.WeightFormat.Q8_0;

import java.util.List;
import org.dhurandhar.model.WeightFormat;

/// Models of a few megabytes in geometries that no published model has: odd widths, biases, heads
/// wider than the hidden state, windows, experts, states, latents.
final class TinyModels {
    private TinyModels() {}

    static List<TinyModel> all() {
        return List.of(
                oddLlama(),
                repackedLlama(),
                repackedTiedLlama(),
                qwen2(),
                qwen3(),
                gemma2(),
                gemma3(),
                qwen3Experts(),
                gptOss(),
                mamba(),
                mamba2(),
                lfm2(),
                deepseek2());
    }

    /// Heads of 48 values, one key head, a width and a feed-forward that no block size divides.
    static TinyModel oddLlama() {
        var m = base("tiny-llama-odd", "llama", F16, 352, 3, 9_001, false);
        heads(m, 5, 1, 48).set("feed_forward_length", 904L).set("rope.dimension_count", 48L);
        for (int i = 0; i < 3; i++) {
            attention(m, i, 352, 5, 1, 48);
            feedForward(m, i, 352, 904);
        }
        return m;
    }

    /// Matrices that the runtime copies into the CPU's own order.
    static TinyModel repackedLlama() {
        return llama("tiny-llama-q4_0", false);
    }

    /// The same with a tied head: it is copied too, while the embedding stays.
    static TinyModel repackedTiedLlama() {
        return llama("tiny-llama-tied", true);
    }

    private static TinyModel llama(String name, boolean tied) {
        var m = base(name, "llama", Q4_0, 256, 4, 6_400, tied);
        heads(m, 4, 2, 64).set("feed_forward_length", 1_088L).set("rope.dimension_count", 64L);
        for (int i = 0; i < 4; i++) {
            attention(m, i, 256, 4, 2, 64);
            feedForward(m, i, 256, 1_088);
        }
        return m;
    }

    /// Biases on queries, keys and values; tied; matrices of a type that is not copied.
    static TinyModel qwen2() {
        var m = base("tiny-qwen2", "qwen2", Q8_0, 448, 3, 12_000, true);
        heads(m, 7, 1, 64).set("feed_forward_length", 1_216L);
        for (int i = 0; i < 3; i++) {
            attention(m, i, 448, 7, 1, 64);
            m.plain(in(i, "attn_q.bias"), 448);
            m.plain(in(i, "attn_k.bias"), 64).plain(in(i, "attn_v.bias"), 64);
            feedForward(m, i, 448, 1_216);
        }
        return m;
    }

    /// Heads that are together wider than the hidden state, normed.
    static TinyModel qwen3() {
        var m = base("tiny-qwen3", "qwen3", F16, 320, 4, 10_000, true);
        heads(m, 8, 2, 128).set("feed_forward_length", 768L);
        for (int i = 0; i < 4; i++) {
            attention(m, i, 320, 8, 2, 128);
            m.plain(in(i, "attn_q_norm.weight"), 128).plain(in(i, "attn_k_norm.weight"), 128);
            feedForward(m, i, 320, 768);
        }
        return m;
    }

    /// Every second layer sees a window of 300 tokens.
    static TinyModel gemma2() {
        var m = base("tiny-gemma2", "gemma2", F16, 288, 5, 14_000, true);
        heads(m, 4, 2, 96).set("feed_forward_length", 1_152L);
        m.set("attention.sliding_window", 300L).set("attn_logit_softcapping", 50.0);
        m.set("final_logit_softcapping", 30.0);
        for (int i = 0; i < 5; i++) {
            attention(m, i, 288, 4, 2, 96);
            feedForward(m, i, 288, 1_152);
            m.plain(in(i, "post_attention_norm.weight"), 288);
            m.plain(in(i, "post_ffw_norm.weight"), 288);
        }
        return m;
    }

    /// Five layers with a window of 200 tokens, one without, and so on.
    static TinyModel gemma3() {
        var m = base("tiny-gemma3", "gemma3", F16, 384, 8, 11_000, true);
        heads(m, 3, 1, 192).set("feed_forward_length", 1_536L);
        m.set("attention.sliding_window", 200L).set("rope.freq_base", 1e6);
        for (int i = 0; i < 8; i++) {
            attention(m, i, 384, 3, 1, 192);
            m.plain(in(i, "attn_q_norm.weight"), 192).plain(in(i, "attn_k_norm.weight"), 192);
            feedForward(m, i, 384, 1_536);
            m.plain(in(i, "post_attention_norm.weight"), 384);
            m.plain(in(i, "post_ffw_norm.weight"), 384);
        }
        return m;
    }

    /// Twelve experts, three of them used.
    static TinyModel qwen3Experts() {
        var m = base("tiny-qwen3moe", "qwen3moe", F16, 256, 3, 8_000, false);
        heads(m, 4, 2, 96).set("feed_forward_length", 640L);
        m.set("expert_count", 12L).set("expert_used_count", 3L);
        m.set("expert_feed_forward_length", 192L);
        for (int i = 0; i < 3; i++) {
            attention(m, i, 256, 4, 2, 96);
            m.plain(in(i, "attn_q_norm.weight"), 96).plain(in(i, "attn_k_norm.weight"), 96);
            m.plain(in(i, "ffn_norm.weight"), 256);
            experts(m, i, 256, 192, 12);
        }
        return m;
    }

    /// Windows, sinks and biased experts.
    static TinyModel gptOss() {
        var m = base("tiny-gpt-oss", "gpt-oss", F16, 320, 4, 7_000, false);
        heads(m, 6, 2, 64).set("feed_forward_length", 224L);
        m.set("attention.sliding_window", 128L).set("rope.freq_base", 150_000.0);
        m.set("expert_count", 6L).set("expert_used_count", 2L);
        m.set("expert_feed_forward_length", 224L);
        for (int i = 0; i < 4; i++) {
            attention(m, i, 320, 6, 2, 64);
            m.plain(in(i, "attn_q.bias"), 384).plain(in(i, "attn_output.bias"), 320);
            m.plain(in(i, "attn_k.bias"), 128).plain(in(i, "attn_v.bias"), 128);
            m.plain(in(i, "attn_sinks.weight"), 6);
            m.plain(in(i, "post_attention_norm.weight"), 320);
            experts(m, i, 320, 224, 6);
            m.plain(in(i, "ffn_gate_inp.bias"), 6).plain(in(i, "ffn_down_exps.bias"), 320, 6);
            m.plain(in(i, "ffn_gate_exps.bias"), 224, 6).plain(in(i, "ffn_up_exps.bias"), 224, 6);
        }
        return m;
    }

    /// States only, no cache.
    static TinyModel mamba() {
        var m = base("tiny-mamba", "mamba", F16, 320, 4, 9_000, true);
        state(m, 640, 16, 20).set("ssm.dt_b_c_rms", false);
        for (int i = 0; i < 4; i++) {
            m.plain(in(i, "attn_norm.weight"), 320).matrix(in(i, "ssm_in.weight"), 320, 1_280);
            m.plain(in(i, "ssm_conv1d.weight"), 4, 640).plain(in(i, "ssm_conv1d.bias"), 640);
            m.matrix(in(i, "ssm_x.weight"), 640, 20 + 2 * 16);
            m.matrix(in(i, "ssm_dt.weight"), 20, 640).plain(in(i, "ssm_dt.bias"), 640);
            m.plain(in(i, "ssm_a"), 16, 640).plain(in(i, "ssm_d"), 640);
            m.matrix(in(i, "ssm_out.weight"), 640, 320);
        }
        return m;
    }

    /// States of ten heads in two groups.
    static TinyModel mamba2() {
        var m = base("tiny-mamba2", "mamba2", F16, 320, 4, 9_000, true);
        state(m, 640, 64, 10).set("ssm.group_count", 2L);
        int convolution = 640 + 2 * 2 * 64;
        for (int i = 0; i < 4; i++) {
            m.plain(in(i, "attn_norm.weight"), 320);
            m.matrix(in(i, "ssm_in.weight"), 320, 640 + convolution + 10);
            m.plain(in(i, "ssm_conv1d.weight"), 4, convolution);
            m.plain(in(i, "ssm_conv1d.bias"), convolution).plain(in(i, "ssm_dt.bias"), 10);
            m.plain(in(i, "ssm_a"), 1, 10).plain(in(i, "ssm_d"), 1, 10);
            m.plain(in(i, "ssm_norm.weight"), 320, 2).matrix(in(i, "ssm_out.weight"), 640, 320);
        }
        return m;
    }

    /// Convolutions with attention in the third and fifth layer.
    static TinyModel lfm2() {
        var m = base("tiny-lfm2", "lfm2", F16, 384, 6, 8_000, true);
        var kvHeads = List.of(0L, 0L, 2L, 0L, 2L, 0L);
        heads(m, 6, 2, 64).set("attention.head_count_kv", kvHeads);
        m.set("feed_forward_length", 1_024L)
                .set("shortconv.l_cache", 3L)
                .plain("token_embd_norm.weight", 384);
        for (int i = 0; i < 6; i++) {
            if (kvHeads.get(i) > 0) {
                attention(m, i, 384, 6, 2, 64);
                m.plain(in(i, "attn_q_norm.weight"), 64).plain(in(i, "attn_k_norm.weight"), 64);
            } else {
                m.plain(in(i, "attn_norm.weight"), 384);
                m.plain(in(i, "shortconv.conv.weight"), 3, 384);
                m.matrix(in(i, "shortconv.in_proj.weight"), 384, 3 * 384);
                m.matrix(in(i, "shortconv.out_proj.weight"), 384, 384);
            }
            feedForward(m, i, 384, 1_024);
        }
        return m;
    }

    /// Compressed keys and values; the loader knows models of this kind by their 27 layers.
    static TinyModel deepseek2() {
        int layers = 27;
        var m = base("tiny-deepseek2", "deepseek2", F16, 192, layers, 6_000, false);
        heads(m, 4, 1, 128 + 16).set("attention.value_length", 128L);
        m.set("attention.key_length_mla", 48L).set("attention.value_length_mla", 32L);
        m.set("attention.kv_lora_rank", 128L).set("rope.dimension_count", 16L);
        m.set("feed_forward_length", 512L).set("leading_dense_block_count", 1L);
        m.set("expert_count", 6L).set("expert_used_count", 2L).set("expert_shared_count", 1L);
        m.set("expert_feed_forward_length", 96L).set("expert_weights_scale", 1.0);
        for (int i = 0; i < layers; i++) {
            m.plain(in(i, "attn_norm.weight"), 192).matrix(in(i, "attn_q.weight"), 192, 4 * 48);
            m.matrix(in(i, "attn_kv_a_mqa.weight"), 192, 144);
            m.plain(in(i, "attn_kv_a_norm.weight"), 128);
            m.matrix(in(i, "attn_k_b.weight"), 32, 128, 4);
            m.matrix(in(i, "attn_v_b.weight"), 128, 32, 4);
            m.matrix(in(i, "attn_output.weight"), 4 * 32, 192);
            if (i == 0) {
                feedForward(m, i, 192, 512);
                continue;
            }
            m.plain(in(i, "ffn_norm.weight"), 192);
            experts(m, i, 192, 96, 6);
            m.matrix(in(i, "ffn_gate_shexp.weight"), 192, 96);
            m.matrix(in(i, "ffn_up_shexp.weight"), 192, 96);
            m.matrix(in(i, "ffn_down_shexp.weight"), 96, 192);
        }
        return m;
    }

    private static String in(int block, String tensor) {
        return "blk." + block + "." + tensor;
    }

    private static TinyModel base(
            String name,
            String architecture,
            WeightFormat matrices,
            int width,
            int layers,
            int vocabulary,
            boolean tied) {
        var m = new TinyModel(name, architecture, matrices);
        m.set("vocab_size", (long) vocabulary).set("embedding_length", (long) width);
        m.set("block_count", (long) layers).set("feed_forward_length", 0L);
        m.set("attention.head_count", 0L);
        m.matrix("token_embd.weight", width, vocabulary);
        if (!architecture.equals("lfm2")) {
            m.plain("output_norm.weight", width);
        }
        return tied ? m : m.matrix("output.weight", width, vocabulary);
    }

    private static TinyModel heads(TinyModel m, int heads, int kvHeads, int size) {
        m.set("attention.head_count", (long) heads).set("attention.head_count_kv", (long) kvHeads);
        return m.set("attention.key_length", (long) size)
                .set("attention.value_length", (long) size);
    }

    private static TinyModel state(TinyModel m, int inner, int state, int rank) {
        m.set("ssm.conv_kernel", 4L).set("ssm.inner_size", (long) inner);
        return m.set("ssm.state_size", (long) state).set("ssm.time_step_rank", (long) rank);
    }

    private static void attention(TinyModel m, int i, int width, int heads, int kvHeads, int size) {
        m.plain(in(i, "attn_norm.weight"), width);
        m.matrix(in(i, "attn_q.weight"), width, (long) heads * size);
        m.matrix(in(i, "attn_k.weight"), width, (long) kvHeads * size);
        m.matrix(in(i, "attn_v.weight"), width, (long) kvHeads * size);
        m.matrix(in(i, "attn_output.weight"), (long) heads * size, width);
    }

    private static void feedForward(TinyModel m, int i, int width, int inner) {
        m.plain(in(i, "ffn_norm.weight"), width);
        m.matrix(in(i, "ffn_gate.weight"), width, inner);
        m.matrix(in(i, "ffn_up.weight"), width, inner)
                .matrix(in(i, "ffn_down.weight"), inner, width);
    }

    private static void experts(TinyModel m, int i, int width, int inner, int count) {
        m.plain(in(i, "ffn_gate_inp.weight"), width, count);
        m.matrix(in(i, "ffn_gate_exps.weight"), width, inner, count);
        m.matrix(in(i, "ffn_up_exps.weight"), width, inner, count);
        m.matrix(in(i, "ffn_down_exps.weight"), inner, width, count);
    }
}
