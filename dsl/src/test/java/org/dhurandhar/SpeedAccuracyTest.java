package org.dhurandhar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Published speeds lie in predicted ranges.
final class SpeedAccuracyTest {
    @Test
    void published_speeds_lie_in_predicted_ranges() {
        var rows = SpeedAccuracy.rows();
        System.out.print(SpeedAccuracy.markdown());
        var named = rows.stream().filter(SpeedAccuracy.Row::slug).toList();
        assertThat(named).hasSizeGreaterThanOrEqualTo(15);
        long inside = named.stream().filter(SpeedAccuracy.Row::inside).count();
        assertThat((double) inside / named.size()).isGreaterThanOrEqualTo(0.9);
        assertThat(rows).allMatch(SpeedAccuracy.Row::narrow);
        assertThat(named).allMatch(SpeedAccuracy.Row::prefillMet);
    }

    @Test
    void a_file_larger_than_memory_thrashes() {
        var thrash =
                SpeedAccuracy.rows().stream()
                        .filter(row -> row.weights().contains("larger than RAM"))
                        .toList();
        assertThat(thrash).isNotEmpty();
        assertThat(thrash).allMatch(row -> row.verdict().equals("THRASH"));
        assertThat(thrash).allMatch(row -> row.factor() <= 3 && row.inside());
    }
}
