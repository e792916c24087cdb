package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dhurandhar.model.WeightFormat.Q4_0;
import static org.dhurandhar.model.WeightFormat.Q8_0;

import org.dhurandhar.model.WeightFormat;
import org.junit.jupiter.api.Test;

/// Figures of the library at v0.5.0, which `LiveLlamaTest` compares where it is at hand.
class LlamaWeightsTest {
    private static final LlamaProfile PROFILE = LlamaProfile.named("llama.cpp-lib");
    private static final LlamaSettings MAPPED = LlamaSettings.defaults();
    private static final LlamaSettings READ = MAPPED.weights(LoadMode.NONE, true);

    @Test
    void a_tied_head_that_can_be_repacked_is_copied_and_the_embedding_stays() {
        long table = 256 * 6_400 / 32 * 18;
        assertThat(weights("llama", Q4_0, MAPPED))
                .isEqualTo(new LlamaWeights(table, table, 0, table));
        assertThat(weights("llama", Q4_0, READ))
                .isEqualTo(new LlamaWeights(table, 0, table, table));
        assertThat(weights("llama", Q4_0, MAPPED.weights(LoadMode.MMAP, false)).repacked())
                .isZero();
    }

    @Test
    void gemma_4_reads_a_tied_head_twice_without_mmap() {
        long table = 256 * 6_400 / 32 * 34;
        assertThat(weights("gemma4", Q8_0, READ).heap()).isEqualTo(2 * table);
        assertThat(weights("gemma4", Q8_0, MAPPED).mapped()).isEqualTo(table);
        assertThat(weights("gemma3", Q8_0, READ).heap()).isEqualTo(table);
    }

    private static LlamaWeights weights(
            String architecture, WeightFormat format, LlamaSettings settings) {
        var model = new TinyModel("tied", architecture, format);
        model.set("block_count", 0L).matrix("token_embd.weight", 256, 6_400);
        return LlamaWeights.of(new LlamaHparams(model.layout()), settings, PROFILE);
    }
}
