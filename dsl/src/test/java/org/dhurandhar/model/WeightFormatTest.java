package org.dhurandhar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WeightFormatTest {
    /// Bits a weight from the formats' own definitions.
    @ParameterizedTest
    @CsvSource({
        "Q4_0,4.5",
        "Q4_1,5.0",
        "Q5_0,5.5",
        "Q5_1,6.0",
        "Q8_0,8.5",
        "Q2_K,2.625",
        "Q3_K,3.4375",
        "Q4_K,4.5",
        "Q5_K,5.5",
        "Q6_K,6.5625",
        "IQ1_S,1.5625",
        "IQ1_M,1.75",
        "IQ2_XXS,2.0625",
        "IQ2_XS,2.3125",
        "IQ2_S,2.5625",
        "IQ3_XXS,3.0625",
        "IQ3_S,3.4375",
        "IQ4_NL,4.5",
        "IQ4_XS,4.25",
        "TQ1_0,1.6875",
        "TQ2_0,2.0625",
        "MXFP4,4.25",
        "NVFP4,4.5",
        "NF4,4.5",
        "NF4_DQ,4.126953125",
        "AWQ_G128,4.15625",
        "GPTQ_G128,4.15625",
        "MLX_4BIT_G64,4.5",
        "MLX_8BIT_G64,8.5",
        "MLX_4BIT_G32,5.0",
        "MLX_8BIT_G32,9.0",
        "EXECUTORCH_8DA4W_G32,5.0",
        "LITERT_INT4_B32,4.5",
        "LITERT_INT4_CHANNEL,4.0078125",
        "LITERT_INT8_CHANNEL,8.0078125",
        "F4,4",
        "F6_E2M3,6",
        "BF16,16",
        "BOOL,8"
    })
    void bits_of_a_weight_are_those_of_the_format(String label, double bits) {
        assertThat(WeightFormat.byLabel(label).bitsPerWeight(4096)).isEqualTo(bits);
    }

    @Test
    void labels_and_constants_both_name_a_format_and_only_it() {
        for (var format : WeightFormat.values()) {
            assertThat(WeightFormat.byLabel(format.label())).isEqualTo(format);
            assertThat(WeightFormat.byLabel(format.name())).isEqualTo(format);
        }
        assertThat(WeightFormat.byLabel("8da4w-g32")).isEqualTo(WeightFormat.EXECUTORCH_8DA4W_G32);
        assertThat(WeightFormat.byLabel("LLM_INT8").label()).isEqualTo("LLM.int8");
    }

    @Test
    void rows_that_hold_no_whole_groups_are_rounded_up_row_by_row() {
        assertThat(WeightFormat.MLX_4BIT_G64.bytesFor(96, 96 * 10)).isEqualTo(10 * 2 * 36);
        assertThat(WeightFormat.LITERT_INT4_CHANNEL.bytesFor(576, 576 * 3)).isEqualTo(3 * 292);
        assertThat(WeightFormat.AWQ_G128.bytesFor(128, 128)).isEqualTo(67);
        assertThat(WeightFormat.AWQ_G128.bytesFor(128, 256)).isEqualTo(133);
    }

    /// The sizes of `down_proj` [576, 1536] packed by bitsandbytes: codes, scales, nested scales.
    @Test
    void double_quantised_nf4_counts_codes_scales_and_nested_scales() {
        assertThat(WeightFormat.NF4_DQ.bytesFor(1536, 576 * 1536)).isEqualTo(442368 + 13824 + 216);
        assertThat(WeightFormat.NF4.bytesFor(1536, 576 * 1536)).isEqualTo(442368 + 13824 * 4);
    }

    @Test
    void scalars_and_empty_tensors_have_bytes() {
        assertThat(WeightFormat.F32.bytesFor(List.of())).isEqualTo(4);
        assertThat(WeightFormat.Q4_K.bytesFor(List.of(0L, 7L))).isZero();
    }

    @Test
    void an_overflowing_shape_is_no_number() {
        assertThatThrownBy(() -> WeightFormat.F32.bytesFor(List.of(1L << 62, 1L)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> WeightFormat.Q8_0.bytesFor(List.of(1L << 40, 1L << 40)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_row_without_whole_blocks_is_refused() {
        assertThatThrownBy(() -> WeightFormat.Q4_K.bytesFor(List.of(576L, 2L)))
                .hasMessage(
                        """
                        MisfitFormat: Q4_K holds blocks of 256 values, a row has 576
                          expected: rows of a multiple of 256 values
                          try:    choose a format of smaller blocks, such as Q8_0, or F16\
                        """);
    }

    @Test
    void names_are_found_in_any_spelling() {
        assertThat(WeightFormat.byLabel("q4-0")).isEqualTo(WeightFormat.Q4_0);
        assertThat(WeightFormat.byLabel("bf16")).isEqualTo(WeightFormat.BF16);
        assertThat(WeightFormat.byLabel("q4k")).isEqualTo(WeightFormat.Q4_K);
    }

    @Test
    void an_unknown_name_shows_the_closest() {
        assertThatThrownBy(() -> WeightFormat.byLabel("Q4_2"))
                .hasMessage(
                        """
                        UnknownName: no weight format named "Q4_2"
                          close:  Q4_0, Q4_1, Q4_K        known: %d
                          try:    dhurandhar formats   lists them all\
                        """
                                .formatted(WeightFormat.values().length));
    }

    @Test
    void values_of_less_than_a_byte_are_packed_through_rows() {
        assertThat(WeightFormat.F4.bytesFor(List.of(3L, 6L))).isEqualTo(9);
        assertThat(WeightFormat.F6_E3M2.bytesFor(List.of(2L, 6L))).isEqualTo(9);
        assertThat(WeightFormat.ofDtype("F4")).isEqualTo(WeightFormat.F4);
        assertThat(WeightFormat.F4.quantised()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "F4, 2, 1",
        "F6_E2M3, 4, 3",
        "AWQ_G128, 128, 66.5",
        "GPTQ_G128, 128, 66.5",
        "NF4_DQ, 64, 33.015625",
        "Q6_K, 256, 210",
        "F32, 1, 4"
    })
    void blocks_are_shown_exactly(String label, int values, String bytes) {
        var format = WeightFormat.byLabel(label);
        assertThat(format.blockSize()).isEqualTo(values);
        assertThat(format.blockBytesExact()).isEqualTo(bytes);
    }

    @Test
    void labels_and_numbers_are_unique() {
        var labels = new HashSet<String>();
        var numbers = new HashSet<Integer>();
        for (var format : WeightFormat.values()) {
            assertThat(labels.add(format.label())).isTrue();
            assertThat(WeightFormat.byLabel(format.label())).isEqualTo(format);
            if (format.group() == WeightFormat.Group.GGML) {
                assertThat(numbers.add(format.ggmlType())).isTrue();
                assertThat(WeightFormat.ofGgmlType(format.ggmlType())).isEqualTo(format);
            }
        }
        assertThat(WeightFormat.ofGgmlType(-1)).isNull();
        assertThat(WeightFormat.ofGgmlType(4)).isNull();
        assertThat(WeightFormat.ofDtype("Q4_0")).isNull();
        assertThat(WeightFormat.ofDtype("F8_E4M3")).isEqualTo(WeightFormat.F8_E4M3);
    }
}
