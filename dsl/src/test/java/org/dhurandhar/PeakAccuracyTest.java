package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Published peaks of memory are met.
final class PeakAccuracyTest {
    private static final double MIB = 1 << 20;

    @Test
    void executorch_and_llama_are_within_ten_percent_in_the_middle_and_25_at_worst() {
        var errors =
                PeakAccuracy.rows().stream()
                        .filter(row -> !row.runtime().startsWith("litert"))
                        .mapToDouble(row -> Math.abs(row.error()))
                        .sorted()
                        .toArray();
        assertThat(errors).hasSize(11);
        assertThat(PeakAccuracy.median(errors)).isLessThanOrEqualTo(0.10);
        assertThat(errors[errors.length - 1]).isLessThanOrEqualTo(0.25);
    }

    @Test
    void no_point_of_litert_is_outside_its_own_range() {
        var rows =
                PeakAccuracy.rows().stream()
                        .filter(row -> row.runtime().startsWith("litert"))
                        .toList();
        assertThat(rows).hasSize(13).allMatch(PeakAccuracy.Row::inside);
        assertThat(PeakAccuracy.card()).hasSize(11).allMatch(PeakAccuracy.Row::inside);
    }

    @Test
    void the_decoder_that_android_uploads_is_what_a_report_found() {
        assertThat(PeakAccuracy.uploaded().expected() / MIB).isBetween(770.0, 790.0);
    }
}
