package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GgufNamesTest {
    @ParameterizedTest
    @CsvSource({
        "token_embd.weight,TOKEN_EMBEDDING",
        "output.weight,HEAD",
        "output_norm.weight,NORM",
        "per_layer_token_embd.weight,PLE_TABLE",
        "per_layer_model_proj.weight,PLE_PROJECTION",
        "blk.0.inp_gate.weight,PLE_PROJECTION",
        "blk.0.proj.weight,PLE_PROJECTION",
        "blk.12.attn_q.weight,ATTENTION",
        "blk.12.attn_q_norm.weight,NORM",
        "blk.0.ffn_gate_inp.weight,ROUTER",
        "blk.0.exp_probs_b.bias,ROUTER",
        "blk.0.ffn_down_exps.weight,EXPERT",
        "blk.0.ffn_down.3.weight,EXPERT",
        "blk.0.ffn_up_shexp.weight,SHARED_EXPERT",
        "blk.0.ffn_down.weight,FFN",
        "blk.0.ssm_norm.weight,MIXER",
        "blk.0.shortconv.conv.weight,MIXER",
        "blk.0.time_mix_w1.weight,MIXER",
        "v.blk.0.attn_q.weight,VISION",
        "mm.input_projection.weight,VISION",
        "a.blk.1.ffn_up.weight,AUDIO",
        "mm.a.fc.weight,AUDIO",
        "dec.blk.0.cross_attn_k.weight,ATTENTION",
        "nonsense,OTHER"
    })
    void a_name_says_what_a_tensor_is_for(String name, Role role) {
        assertThat(GgufNames.role(name)).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({
        "model.layers.3.self_attn.q_proj.weight,ATTENTION,3",
        "model.embed_tokens.weight,TOKEN_EMBEDDING,-1",
        "lm_head.weight,HEAD,-1",
        "model.layers.10.mlp.experts.7.up_proj.weight,EXPERT,10",
        "model.layers.1.mlp.gate.weight,ROUTER,1",
        "transformer.h.5.mlp.c_fc.weight,FFN,5",
        "model.layers.1.mlp.shared_expert.up_proj.weight,SHARED_EXPERT,1",
        "model.layers.2.input_layernorm.weight,NORM,2",
        "model.layers.2.mamba.A_log,MIXER,2",
        "model.vision_tower.encoder.layers.4.mlp.fc1.weight,VISION,-1",
        "model.language_model.embed_tokens_per_layer.weight,PLE_TABLE,-1",
        "model.audio_tower.layers.0.norm.weight,AUDIO,-1"
    })
    void a_name_of_a_checkpoint_does_too(String name, Role role, int layer) {
        assertThat(CheckpointNames.role(name)).isEqualTo(role);
        assertThat(CheckpointNames.layer(name)).isEqualTo(layer);
    }

    @Test
    void blocks_are_counted_from_the_name() {
        assertThat(GgufNames.layer("blk.0.attn_q.weight")).isZero();
        assertThat(GgufNames.layer("blk.127.ffn_up.weight")).isEqualTo(127);
        assertThat(GgufNames.layer("blk.x.ffn_up.weight")).isEqualTo(-1);
        assertThat(GgufNames.layer("blk.99999999999.a")).isEqualTo(-1);
        assertThat(GgufNames.layer("output.weight")).isEqualTo(-1);
    }
}
