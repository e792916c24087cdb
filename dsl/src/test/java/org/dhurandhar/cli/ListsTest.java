package org.dhurandhar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.dhurandhar.model.Models;
import org.junit.jupiter.api.Test;

/// The commands that list what can be named, and how their lines break.
final class ListsTest {
    @Test
    void models_show_their_other_names_and_a_dash_for_an_unstated_context() {
        var out = Run.of("models").out();
        assertThat(out).containsPattern("(?m)^gemma-4-e2b .* gemma4-e2b$");
        assertThat(out).containsPattern("(?m)^mamba2-2.7b .* - .*$");
    }

    @Test
    void runtimes_show_their_defaults_and_all_settings() {
        assertThat(Run.of("runtimes").out())
                .contains("llama.cpp\n", "  defaults: 4 slots, ubatch 512, batch 2048\n")
                .contains("  defaults: 1 slot, ")
                .contains("embeddings, batch, ubatch,");
    }

    @Test
    void devices_show_their_figures_and_a_dash_for_what_is_not_known() {
        var out = Run.of("devices").out();
        assertThat(out).containsPattern("(?m)^pixel-10-pro +android +16 +8,192 +68.3 +4,200 +450 ");
        assertThat(out).containsPattern("(?m)^laptop-nvme .* - +- +yes$");
        assertThat(out).contains("-: not known");
        assertThat(out.lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void one_device_shows_the_source_and_the_confidence_of_each_figure() {
        var out = Run.of("devices", "raspberry pi 5").out();
        assertThat(out)
                .startsWith("raspberry-pi-5-8gb  Raspberry Pi 5, 8 GB  (linux, arm64, ")
                .contains("cores: 4 x Cortex-A76 2.4 GHz, 256 SIMD bits, dot product\n")
                .containsPattern("memory, sustained +11.4 +GB/s +medium +hellomatik.com")
                .contains("not known: storage, random 512 KiB; GPU, fp16\n");
        assertThat(out.lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void a_runtime_explains_its_rules_and_the_points_they_stand_on() {
        var out = Run.of("runtimes", "litert").out().replaceAll("\\s+", " ");
        assertThat(out)
                .contains("rules - CPU: the decoder is packed once into a cache file")
                .contains("Metal buffers do.")
                .contains("measured points - gemma-4-e2b, 11 counts of its card");
        assertThat(Run.of("runtimes", "executorch").out()).contains("backends: cpu\n");
    }

    @Test
    void class_profiles_say_whose_budget_it_is() {
        assertThat(Run.of("devices", "laptop-nvme").out().replaceAll("\\s+", " "))
                .contains("stated: class profile of the Python package dhurandhar 0.1");
    }

    @Test
    void lines_break_at_spaces_and_long_words_stay_whole() {
        assertThat(Terminal.wrap("one two three four", 2, 10))
                .isEqualTo("one two\n  three\n  four\n");
        assertThat(Terminal.wrap("  a /a/path/that/is/long b", 4, 10))
                .isEqualTo("  a\n    /a/path/that/is/long\n    b\n");
        assertThat(Terminal.wrap("short", 2, 10)).isEqualTo("short\n");
        assertThat(Terminal.wrap("", 2, 10)).isEqualTo("\n");
    }

    @Test
    void inspected_text_keeps_the_width() {
        var text = InspectText.of(Models.named("gemma4-e2b"), 1L, java.util.List.of(), 60);
        assertThat(text.lines()).allMatch(line -> line.length() <= 60);
        assertThat(text).contains("\n1 token caches ");
    }
}
