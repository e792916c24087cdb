package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.dhurandhar.document.Documents;
import org.dhurandhar.document.MapNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What one option adds to a model of 4 layers, 64 wide, 4 heads of 16 over 2 key heads,
/// feed-forwards of 128: worked out by hand from the shapes in the reference library's modules.
final class FamilyOptionsTest {
    private static final String SIZES =
            "'hidden_size': 64, 'num_hidden_layers': 4, 'vocab_size': 256,"
                    + " 'intermediate_size': 128, 'num_attention_heads': 4,"
                    + " 'num_key_value_heads': 2, 'head_dim': 16";

    /// 4 routed experts of 48: 4 x 3 x 48 x 64 = 36,864 values, and 3 x 128 x 64 = 24,576 in a
    /// dense layer.
    private static final String EXPERTS = ", 'moe_intermediate_size': 48, 'mlp_only_layers': []";

    private static final String DELTA =
            ", 'linear_num_key_heads': 2, 'linear_key_head_dim': 16, 'linear_num_value_heads': 4,"
                    + " 'linear_value_head_dim': 16, 'linear_conv_kernel_dim': 4,"
                    + " 'shared_expert_intermediate_size': 32";

    private static final String STATE =
            ", 'mamba_d_state': 16, 'mamba_n_groups': 1, 'mamba_d_conv': 4, 'mamba_d_head': 16,"
                    + " 'mamba_conv_bias': true, 'mamba_rms_norm': false";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // q_norm and k_norm of head_dim: 4 x 2 x 16
                "glm4_moe | 'use_qk_norm': false | 'use_qk_norm': true | 128",
                // LayerNorm(hidden // heads) with weight and bias, twice: 4 x 2 x 2 x 16
                "phi | 'qk_layernorm': false | 'qk_layernorm': true | 256",
                // one LayerNorm(head_dim) without bias a head: 4 x (4 + 2) x 16
                "stablelm | 'qk_layernorm': false | 'qk_layernorm': true | 384",
                // the bias of o_proj: 4 x 64
                "seed_oss | 'attention_out_bias': false | 'attention_out_bias': true | 256",
                // int(2 x 400 / 3) = 266, int(1.5 x 266) = 399, next multiple of 256 = 512:
                // 4 x 3 x 64 x (512 - 400)
                "lfm2 | 'intermediate_size': 400, 'block_auto_adjust_ff_dim': false |"
                        + " 'intermediate_size': 400, 'block_auto_adjust_ff_dim': true,"
                        + " 'block_ffn_dim_multiplier': 1.5, 'block_multiple_of': 256 | 86016",
                // int(2 x 400 / 3) = 266 and no more: 4 x 3 x 64 x (266 - 400)
                "lfm2 | 'intermediate_size': 400, 'block_auto_adjust_ff_dim': false |"
                        + " 'intermediate_size': 400, 'block_auto_adjust_ff_dim': true,"
                        + " 'block_ffn_dim_multiplier': null | -102912",
                // post_operator_norm and post_ffn_norm: 4 x 2 x 64
                "lfm3 | 'use_sandwich_norm': false | 'use_sandwich_norm': true | 512"
            })
    void norms_biases_and_widths(String type, String off, String on, long added) {
        assertThat(parameters(type, on) - parameters(type, off)).isEqualTo(added);
    }

    /// A sparse layer has a router of 4 x 64 = 256 beside its experts: 37,120. A dense one in its
    /// place takes 12,544 less.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'decoder_sparse_step': 2 | 2",
                "'decoder_sparse_step': 3 | 3",
                "'mlp_only_layers': [0] | 1",
                "'mlp_only_layers': [1], 'decoder_sparse_step': 2 | 3"
            })
    void dense_layers_of_qwen3_moe(String options, int dense) {
        var experts = EXPERTS + ", 'num_experts': 4, 'decoder_sparse_step': 1, ";
        long all = parameters("qwen3_moe", experts.substring(2) + "'norm_topk_prob': true");
        assertThat(parameters("qwen3_moe", experts.substring(2) + options) - all)
                .isEqualTo(-12_544L * dense);
    }

    /// As above, beside a shared expert of 3 x 32 x 64 = 6,144 and its gate of 64: 43,328, so that
    /// a dense layer takes 18,752 less.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'decoder_sparse_step': 2 | 2",
                "'mlp_only_layers': [0, 3] | 2",
                "'mlp_only_layers': [3], 'decoder_sparse_step': 4 | 4"
            })
    void dense_layers_of_qwen3_next(String options, int dense) {
        var experts = (EXPERTS + DELTA).substring(2) + ", 'num_experts': 4, ";
        long all = parameters("qwen3_next", experts + "'decoder_sparse_step': 1");
        assertThat(parameters("qwen3_next", experts + options) - all).isEqualTo(-18_752L * dense);
    }

    /// Linear attention: conv1d 128 x 4, in_proj_qkvz 192 x 64, in_proj_ba 8 x 64, dt_bias and
    /// A_log of 4, norm 16, out_proj 64 x 64 = 17,432. Attention: q_proj 128 x 64 with its gate,
    /// k_proj and v_proj 32 x 64, o_proj 64 x 64, two norms of 16 = 16,416.
    @Test
    void attention_of_qwen3_next_stands_at_its_interval() {
        var sizes = (EXPERTS + DELTA).substring(2) + ", 'full_attention_interval': ";
        var every = describe("qwen3_next", sizes + 2);
        assertThat(every.layers().stream().map(Layer::kind))
                .containsExactly("recurrent", "full", "recurrent", "full");
        assertThat(parameters("qwen3_next", sizes + 2) - parameters("qwen3_next", sizes + 4))
                .isEqualTo(16_416 - 17_432);
    }

    /// A sparse layer has a router of 256 with a correction of 4 and a shared expert of 3 x 48 x 64
    /// = 9,216 beside its experts: 46,340. A dense one takes 21,764 less.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'moe_layer_start_index': 2 | 2",
                "'moe_layer_start_index': 3 | 3",
                "'moe_layer_start_index': 0, 'moe_layer_end_index': 1 | 2",
                "'moe_layer_start_index': 0, 'moe_layer_interval': 2, 'moe_layer_end_index': 2 | 3"
            })
    void dense_layers_of_ernie(String options, int dense) {
        var experts =
                "'moe_intermediate_size': 48, 'moe_num_experts': 4, 'moe_k': 2,"
                        + " 'moe_num_shared_experts': 1, 'use_bias': false, ";
        long all = parameters("ernie4_5_moe", experts + "'moe_layer_start_index': 0");
        assertThat(parameters("ernie4_5_moe", experts + options) - all).isEqualTo(-21_764L * dense);
    }

    /// Inner width i of h heads: conv1d (i + 32) x 4 with bias, in_proj (2 i + 32 + h) x 64,
    /// dt_bias, A_log and D of h, out_proj 64 x i. For 128 of 8 heads: 800 + 18,944 + 24 + 8,192 =
    /// 27,960; for 96 of 6: 640 + 14,720 + 18 + 6,144 = 21,522.
    @Test
    void the_inner_width_of_falcon_h1_may_be_written() {
        var sizes = STATE.substring(2);
        long expanded =
                parameters(
                        "falcon_h1",
                        sizes + ", 'mamba_d_ssm': null, 'mamba_expand': 2, 'mamba_n_heads': 8");
        long written = parameters("falcon_h1", sizes + ", 'mamba_d_ssm': 96, 'mamba_n_heads': 6");
        assertThat(written - expanded).isEqualTo(4 * (21_522 - 27_960));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "true | true | null | ln_attn,ln_mlp",
                "true | true | 1 | input_layernorm",
                "true | false | null | input_layernorm,post_attention_layernorm",
                "false | true | null | input_layernorm",
                "false | true | 2 | ln_attn,ln_mlp",
                "false | false | null | input_layernorm,post_attention_layernorm"
            })
    void norms_of_falcon(String wide, String parallel, String count, String norms) {
        var found =
                describe(
                                "falcon",
                                "'new_decoder_architecture': %s, 'parallel_attn': %s,"
                                                .formatted(wide, parallel)
                                        + " 'num_ln_in_parallel_attn': "
                                        + count)
                        .tensors()
                        .stream()
                        .map(Tensor::name)
                        .filter(name -> name.matches("transformer.h.0.[a-z_]*.weight"))
                        .map(name -> name.split("\\.", -1)[3]);
        assertThat(found).containsExactly(norms.split(",", -1));
    }

    private static long parameters(String type, String options) {
        return describe(type, options).tensors().stream().mapToLong(Tensor::elements).sum();
    }

    /// A key that is written twice counts as written last, in its first place.
    private static Inventory describe(String type, String options) {
        var json = new LinkedHashMap<String, String>();
        for (var text : new String[] {SIZES, options}) {
            for (var entry : text.split(", (?=')", -1)) {
                int colon = entry.indexOf(':');
                json.put(entry.substring(0, colon), entry.substring(colon + 1));
            }
        }
        var entries = new StringBuilder("{'model_type': '" + type + "'");
        json.forEach((key, value) -> entries.append(", ").append(key).append(": ").append(value));
        var text = entries.append('}').toString().replace('\'', '"');
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Families.describe(
                Families.configure((MapNode) Documents.parse("config.json", bytes)));
    }
}
