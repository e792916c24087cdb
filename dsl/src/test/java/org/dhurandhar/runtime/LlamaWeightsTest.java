package org.dhurandhar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dhurandhar.model.WeightFormat.Q4_0;
import static org.dhurandhar.model.WeightFormat.Q8_0;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhurandhar.model.Extent;
import org.dhurandhar.model.GgufLayout;
import org.dhurandhar.model.Role;
import org.dhurandhar.model.Tensor;
import org.dhurandhar.model.WeightFormat;
import org.junit.jupiter.api.Test;

/// Figures of the library at v0.5.0, which `LiveLlamaTest` compares where it is at hand.
class LlamaWeightsTest {
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

    @Test
    void the_mapped_range_is_the_files_own_holes_and_parts_included() {
        var tensors = new ArrayList<Tensor>();
        for (var name : List.of("token_embd.weight", "blk.0.a.weight", "blk.0.b.weight")) {
            tensors.add(new Tensor(name, List.of(32L, 8L), Role.OTHER, -1, Q8_0));
        }
        long size = 8 * 34;
        var apart =
                List.of(
                        new Extent(0, 65_536, size),
                        new Extent(1, 4_096, size),
                        new Extent(0, 131_072, size));
        var layout = new GgufLayout("llama", Map.of(), tensors, apart);
        assertThat(LlamaWeights.of(layout, MAPPED, Kernels.AVX512).mapped())
                .isEqualTo(131_072 - 65_536 + size + size);
        assertThat(LlamaWeights.of(layout, READ, Kernels.AVX512).heap()).isEqualTo(3 * (size + 16));
    }

    @Test
    void a_tensor_in_the_cpus_own_order_ends_no_mapped_range() {
        var tensors =
                List.of(
                        new Tensor("blk.0.a.weight", List.of(32L, 8L), Role.OTHER, 0, Q4_0),
                        new Tensor("blk.0.b.weight", List.of(32L, 8L), Role.OTHER, 0, Q8_0),
                        new Tensor("blk.0.c.weight", List.of(32L, 8L), Role.OTHER, 0, Q4_0));
        var apart =
                List.of(new Extent(0, 8192, 144), new Extent(0, 4096, 272), new Extent(0, 0, 144));
        var layout = new GgufLayout("llama", Map.of(), tensors, apart);
        assertThat(LlamaWeights.of(layout, MAPPED, Kernels.AVX512))
                .isEqualTo(new LlamaWeights(144 + 272 + 144, 272, 0, 288));
    }

    @Test
    void two_bit_blocks_are_copied_only_with_avx_512() {
        var tensor =
                new Tensor("blk.0.a.weight", List.of(256L, 8L), Role.OTHER, 0, WeightFormat.Q2_K);
        assertThat(LlamaWeights.repacks(tensor, Kernels.AVX512)).isTrue();
        assertThat(LlamaWeights.repacks(tensor, Kernels.AVX2)).isFalse();
    }

    private static LlamaWeights weights(
            String architecture, WeightFormat format, LlamaSettings settings) {
        var model = new TinyModel("tied", architecture, format);
        model.set("block_count", 0L).matrix("token_embd.weight", 256, 6_400);
        return LlamaWeights.of(model.layout(), settings, Kernels.AVX512);
    }
}
